/* written.h - trees from JSON that this program wrote. */
#ifndef BANK_WRITTEN_H
#define BANK_WRITTEN_H

#include "bank/reader.h"

/* The tree of one mapping, as reader_root would give it, but for columns: they
 * count bytes. NULL where anything is unusual: then reader_root is to say
 * what. Texts live in `texts`; the nodes and keys, in `nodes`. */
const struct node *written_root(struct arena *texts, struct arena *nodes,
				struct str json);

#endif
