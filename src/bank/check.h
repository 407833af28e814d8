/* check.h - what can only be checked when every file of a bank is read. */
#ifndef BANK_CHECK_H
#define BANK_CHECK_H

#include "bank/fields.h"

/* Checks all references that were noted: phrases compile, skills, rubrics
 * and points are there. Where a file could not be read to its end, only what
 * that file cannot have held. Points of follow-ups are brought to the one
 * form that marks use: the id, or rubric/id where there are several rubrics. */
void check_references(struct loading *loading);

#endif
