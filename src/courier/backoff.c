/* backoff.c - when to try again: exponential, with full jitter.
 *
 * sleep = random(0, min(cap, base * 2^n)), which of the published ways loads a
 * service that comes back the least (Brooker, "Exponential Backoff And
 * Jitter", AWS 2015). What a service asks for itself is obeyed, but no longer
 * than a day: a reply must not be able to silence a learner's results for
 * ever.
 */
#include "courier/backoff.h"

int64_t backoff_seconds(int tries, uint64_t random)
{
	uint64_t most = BACKOFF_BASE;

	for (int i = 1; i < tries && most < BACKOFF_CAP; i++)
		most *= 2;
	if (most > BACKOFF_CAP)
		most = BACKOFF_CAP;
	return 1 + (int64_t)(random % most);
}

int64_t backoff_asked(int64_t now, int64_t until)
{
	if (until <= now)
		return now;
	return until - now > BACKOFF_ASKED_MAX ? now + BACKOFF_ASKED_MAX
					       : until;
}
