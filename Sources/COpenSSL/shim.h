// libcrypto: digests, HMAC, scrypt and random bytes.
#pragma once
// Without _GNU_SOURCE, in every C room: the importer refuses a struct that this module and Swift's Glibc see with
// different fields.
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
