/* fault.h - places where the outside may say no, made to do so by a test.
 *
 * Every place that asks the outside (a file, a database step) asks
 * fault("name") first and treats true as the outside's failure. Normally it
 * is constant false and costs nothing. In a build with -DFAULTS it is true on
 * the Nth call, N from the environment's REHEARSE_FAULT; with
 * REHEARSE_FAULT_EXIT set the process ends there instead, as if killed.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdbool.h>

#ifdef FAULTS
bool fault(const char *name);
#else
static inline bool fault(const char *name)
{
	(void)name;
	return false;
}
#endif

#endif
