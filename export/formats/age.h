/* The age v1 format (age-encryption.org/v1): constants and limits, and its X25519 keys as text. */
#ifndef SAYSO_AGE_H
#define SAYSO_AGE_H

#include "surveys/base/base.h"

#define AGE_CHUNK 65536
#define AGE_FILE_KEY 16
#define AGE_TAG 16
#define AGE_NONCE 16 /* of the payload */

#define AGE_VERSION_LINE "age-encryption.org/v1\n"
#define AGE_X25519_INFO "age-encryption.org/v1/X25519"
#define AGE_SCRYPT_INFO "age-encryption.org/v1/scrypt" /* before the salt */
#define AGE_SCRYPT_SALT 16
#define AGE_SCRYPT_BLOCK 8 /* scrypt's r; its p is 1 */
#define AGE_BASE64_32 43   /* characters of 32 bytes */

struct age_recipient {
	uint8_t public_key[32];
};

#define AGE_RECIPIENT_TEXT 63 /* "age1..." with its NUL */
#define AGE_IDENTITY_TEXT 75  /* "AGE-SECRET-KEY-1..." with its NUL */

#endif
