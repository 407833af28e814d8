/* assignment.h - assignments of a bank, from a file and as JSON. */
#ifndef BANK_ASSIGNMENT_H
#define BANK_ASSIGNMENT_H

#include "bank/fields.h"

/* One item of `assignments`, added to the bank; what is wrong is said. */
void assignment_take(struct loading *loading, const struct node *node);
/* As the member `assignments` of an object already open; none: nothing. */
void assignments_write(struct json *json, const struct bank *bank);

#endif
