/* form.h - the part of the bank's door for other files that are as safe to
 * edit as a bank: one mapping, whose keys a table describes.
 *
 * A form says which keys a mapping has, what stands behind each, and where in
 * a struct it goes. One call reads a file into that struct, or says every
 * mistake with its path, line and column, in the words that banks have:
 * unknown keys with a suggestion, double and missing ones, numbers out of
 * their range, ids that stand twice. The same form writes the struct as JSON.
 * What the keys mean is not known here.
 */
#ifndef BANK_FORM_H
#define BANK_FORM_H

#include "base/base.h"

enum { FORM_FILE_MAX = 1 << 20, FORM_FIELDS_MAX = 32 };

struct place {
	const char *path;
	int line, column;	/* of the value's first character, from 1 */
};

/* "2-4", "3", "20+" (open: 20 or more), "70,000-110,000+". */
struct form_range {
	int64_t low, high;	/* both 0 where it was not given */
	bool open;		/* high, and more */
};

struct form_text {
	const char *text;
	struct place place;
};

struct form_texts {
	struct form_text *list;
	size_t count;
};

enum form_kind {
	FORM_ID,		/* const char * */
	FORM_TEXT,		/* const char * */
	FORM_TEXTS,		/* struct form_texts */
	FORM_IDS,		/* the same, each an id and there once */
	FORM_NUMBER,		/* int64_t, from low to high */
	FORM_RANGE,		/* struct form_range, within low to high */
	FORM_YES,		/* bool; yes or no */
	FORM_ONE,		/* a struct of the form below */
	FORM_LIST,		/* pointer to such structs; their ids, where
				   they have any, differ */
};

struct form_field {
	const char *name;
	enum form_kind kind;
	bool required;
	size_t offset;			/* of the member */
	const struct file_form *form;	/* of FORM_ONE and FORM_LIST */
	size_t count;			/* FORM_LIST: offset of the size_t that
					   says how many */
	int64_t low, high;		/* of FORM_NUMBER and FORM_RANGE */
};

struct file_form {
	const char *what;		/* "step", for messages */
	const struct form_field *fields;
	size_t field_count;		/* at most FORM_FIELDS_MAX */
	size_t size;			/* of the struct */
	size_t place;			/* offset of its struct place */
};

/* Reads the file into item, which is zeroed first; what is not required and
 * not there stays zero. True only when nothing was wrong; problems, begun by
 * the caller, has what was, unsorted. All lives in the arena. */
MUST_CHECK bool bank_read_form(struct arena *arena, const char *path,
			       const struct file_form *form, void *item,
			       struct problems *problems);
/* As an object; a member that was not given is left out. A range is
 * {"low", "high", "open"}, `open` only where it is true. */
void bank_form_to_json(struct json *json, const struct file_form *form,
		       const void *item);
/* Only the member of that key, into an object already open. */
void bank_form_key_to_json(struct json *json, const struct file_form *form,
			   const void *item, const char *key);

#endif
