/* sign.h - the signature of a webhook. */
#ifndef COURIER_SIGN_H
#define COURIER_SIGN_H

#include "base/base.h"

/* Adds "v1," and the base64 of HMAC-SHA256 over the signed text. */
MUST_CHECK bool sign_add(struct text *out, const unsigned char *secret,
			 size_t len, struct str text, struct error *err);

#endif
