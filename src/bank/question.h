/* question.h - one question: from a node, as JSON, and what it refers to. */
#ifndef BANK_QUESTION_H
#define BANK_QUESTION_H

#include "bank/fields.h"

/* question must be zeroed. */
void question_read(struct loading *loading, const struct node *node,
		   struct question *question);
/* Notes for later all that other parts of the bank must answer for.
 * number is the question's place in the bank. */
void question_refer(struct loading *loading, const struct node *node,
		    const struct question *question, size_t number);

#endif
