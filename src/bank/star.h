/* star.h - the key `star` of rubrics: how the parts of a story are told. */
#ifndef BANK_STAR_H
#define BANK_STAR_H

#include "bank/fields.h"

extern const struct shape shape_star;		/* const struct star * */
extern const struct shape shape_aspect;		/* enum star_aspect */

#endif
