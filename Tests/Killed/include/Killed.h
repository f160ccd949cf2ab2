// A library to be preloaded: it kills its program at a step on files that a test chooses.
#pragma once
