// libcrypto: digests, HMAC, scrypt and random bytes.
#pragma once
// The same in every C room: the importer refuses a struct that two modules see with different fields.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
