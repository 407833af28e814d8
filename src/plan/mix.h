/* mix.h - one number to another that looks random: for neighbours in plan.
 *
 * The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). Pure, so
 * a replay meets the same fuzz and the same shuffle; not for secrets.
 */
#ifndef PLAN_MIX_H
#define PLAN_MIX_H

#include <stdint.h>

static inline uint64_t plan_mix(uint64_t seed, uint64_t value)
{
	uint64_t x = seed + (value + 1) * UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

#endif
