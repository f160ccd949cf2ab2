// The vocabularies of models, as build.py wrote them: part of the program, so that its pages are read when they are
// looked at, and are the same memory in all programs that run.
#pragma once

const void *elwosa_o200k(void);
const void *elwosa_cl100k(void);
