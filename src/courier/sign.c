/* sign.c - signs what a webhook is sent, by libcrypto.
 *
 * Standard Webhooks 1.0.0: v1 is HMAC-SHA256 with the secret's bytes over
 * "id.timestamp.body", in base64. The one file that knows libcrypto.
 */
#include "courier/sign.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

bool sign_add(struct text *out, const unsigned char *secret, size_t len,
	      struct str text, struct error *err)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned char encoded[EVP_MAX_MD_SIZE * 2];
	unsigned size = 0;

	if (!HMAC(EVP_sha256(), secret, (int)len,
		  (const unsigned char *)text.s, text.len, digest, &size))
		return error_set(err, "the webhook could not be signed");
	EVP_EncodeBlock(encoded, digest, (int)size);
	text_addf(out, "v1,%s", (const char *)encoded);
	return true;
}
