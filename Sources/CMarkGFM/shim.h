// libcmark-gfm: CommonMark with tables, strikethrough and ticked lists, as a tree.
#pragma once
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
