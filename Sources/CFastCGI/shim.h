// libfcgi's thread-safe interface (the FCGX_*_r functions); the stdio flavour is not used.
#pragma once
#include <fcgiapp.h>
