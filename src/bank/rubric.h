/* rubric.h - one rubric: from a node, and what its texts must keep to. */
#ifndef BANK_RUBRIC_H
#define BANK_RUBRIC_H

#include "bank/fields.h"

/* rubric must be zeroed. Its phrases are noted, to be compiled later. */
void rubric_read(struct loading *loading, const struct node *node,
		 struct rubric *rubric);
/* A mapping of names to lists of words, as groups and compares are; count is
 * how many were right. */
struct compared *rubric_read_lists(struct loading *loading,
				   const struct node *node, size_t *count);

#endif
