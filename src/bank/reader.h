/* reader.h - a bank file's YAML as small trees, one entry at a time.
 *
 * A file is one mapping. Its entries come one after the other: the value of
 * a key as a whole, or, where the value is a list, each item of the list on
 * its own, so that a file of 100,000 questions is never in memory as a tree.
 * Every scalar is text, trimmed at both ends, valid UTF-8, without control
 * characters, and lives in the arena given; the nodes themselves live until
 * the next entry is read. What is not allowed in any bank (aliases, tags,
 * deep nesting, huge lists) is reported here; what the keys mean is not
 * known here.
 */
#ifndef BANK_READER_H
#define BANK_READER_H

#include "base/base.h"

enum {
	READER_ENTRY_MAX = 50000,	/* nodes of one entry */
	READER_WIDE_MAX = 5000,		/* members of a top-level mapping */
};

enum node_kind {
	NODE_TEXT,
	NODE_LIST,
	NODE_MAPPING,
	NODE_BAD,		/* reported already: say no more of it */
};

struct node {
	enum node_kind kind;
	bool item;		/* stands in a list, whose key it repeats */
	bool straight;		/* a text as it stands in its one line: the
				   nth character is at column + n */
	int line, column;	/* of the value's first character, from 1 */
	int key_line, key_column;
	const char *key;	/* NULL for the root */
	const char *text;	/* of NODE_TEXT; "" otherwise */
	struct node *first;	/* members or items, linked by next */
	struct node *next;
	size_t count;		/* of members or items */
};

struct entry {
	const struct node *value;
	size_t number;		/* of the item in its list, from 0 */
};

struct reader;

/* Begins to read bytes, which must outlive the reader. path is for problems;
 * "" means text that this program wrote itself, which is spared the checks
 * of lines and bytes. */
struct reader *reader_open(struct arena *texts, const char *path,
			   struct str bytes, struct problems *problems);
/* The next entry; false at the end and where reading cannot go on. An empty
 * list is one entry that is no item. */
bool reader_next(struct reader *reader, struct entry *entry);
/* Instead of reader_next: the whole file as one tree; NULL on failure. */
const struct node *reader_root(struct reader *reader);
/* Whether the file broke off right behind the last entry: a wrong indentation
 * ends an entry too early, and what it then seems to lack is no mistake. */
bool reader_broke_off(const struct reader *reader);
/* True when the file was read to its very end. */
bool reader_close(struct reader *reader);

/* Items repeat the key of their list, for messages. */
void node_name_items(struct node *list);
/* The member of a mapping with this key, or NULL. */
const struct node *node_find(const struct node *mapping, const char *key);

#endif
