/* backoff.h - when to try again. */
#ifndef COURIER_BACKOFF_H
#define COURIER_BACKOFF_H

#include <stdint.h>

enum {
	BACKOFF_BASE = 5,		/* seconds */
	BACKOFF_CAP = 6 * 60 * 60,
	BACKOFF_ASKED_MAX = 24 * 60 * 60
};

/* Full jitter: seconds from 1 to min(cap, base * 2^(tries - 1)), evenly by the
 * random number. tries: those made so far, from 1. */
int64_t backoff_seconds(int tries, uint64_t random);
/* What a service asked for, brought to between now and a day on. */
int64_t backoff_asked(int64_t now, int64_t until);

#endif
