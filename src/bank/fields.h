/* fields.h - keys of a mapping to members of a struct, and back as JSON.
 *
 * A table of fields says for each key where its value goes and what shape it
 * has; the shape reads a node and writes JSON. One table serves both ways,
 * so what is written can always be read again. Reading never stops at a
 * mistake: it is said, the member keeps its default, and the rest is read.
 */
#ifndef BANK_FIELDS_H
#define BANK_FIELDS_H

#include "bank/bank.h"
#include "bank/names.h"
#include "bank/reader.h"

/* What can only be checked when all files are read. */
enum reference_kind {
	REFERENCE_PHRASE,	/* must compile with the bank's groups */
	REFERENCE_SKILL,	/* must be a skill */
	REFERENCE_RUBRIC,	/* must be the id of a rubric */
	REFERENCE_WHEN,		/* must be a point of the question's rubrics */
	REFERENCE_WAS,		/* must not be the id of a question */
	REFERENCE_ASSIGNED,	/* must be a question, or a skill of one */
};

struct reference {
	enum reference_kind kind;
	const struct phrase_text *phrase;	/* of REFERENCE_PHRASE; NULL:
						   the text is a plain one */
	bool straight;		/* see struct node */
	const char *text;
	size_t owner;		/* number of the question or rubric */
	struct follow_up *follow_up;	/* of REFERENCE_WHEN */
	struct place place;
};

struct loading {
	struct arena *arena;		/* what the bank keeps */
	struct arena *scratch;		/* until all is loaded */
	struct arena *brief;		/* reset by whoever uses it */
	struct problems *problems;
	const char *path;		/* of the file being read */
	struct bank *bank;		/* NULL: reading one piece of JSON, so
					   nothing is to be referred to */
	struct reference *references;	/* in scratch */
	size_t reference_count, reference_cap;
	struct names questions, was, rubrics;	/* ids to numbers */
	size_t question_cap, rubric_cap, synonym_cap, assignment_cap;
	unsigned seen;			/* top-level keys of this file */
	bool broken;			/* some file was not read to its end */
	bool wordless;			/* nor the file of the bank's words */
	bool drafts;			/* what a mapping spares may miss */
};

struct shape {
	void (*read)(struct loading *loading, const struct node *node,
		     void *member);
	void (*write)(struct json *json, const char *name, const void *member);
};

struct field {
	const char *name;
	bool required;
	size_t offset;			/* of the member in the struct */
	const struct shape *shape;
};

struct mapping {
	const char *what;		/* "question", for messages */
	const struct field *fields;
	size_t count;
	size_t size;			/* of the struct */
	size_t place;			/* offset of its struct place */
	const char *const *spared;	/* required keys that drafts may lack,
					   NULL at the end; or NULL */
	void (*start)(void *item);	/* sets defaults; or NULL */
	/* Checks across fields; or NULL. */
	void (*finish)(struct loading *loading, const struct node *node,
		       void *item);
};

/* The value of each field, NULL where there is none; says which keys are
 * unknown, double or missing. False where the node is no mapping. */
bool fields_find(struct loading *loading, const struct node *node,
		 const struct mapping *mapping, const struct node **seen);
/* item must be zeroed. */
void fields_read(struct loading *loading, const struct node *node,
		 const struct mapping *mapping, void *item);
/* A list of mappings to an array in the arena; NULL and 0 on a mistake. */
void *fields_read_list(struct loading *loading, const struct node *node,
		       const struct mapping *mapping, size_t *count);
void fields_write(struct json *json, const struct mapping *mapping,
		  const void *item);
void fields_write_list(struct json *json, const char *name,
		       const struct mapping *mapping, const void *list,
		       size_t count);

extern const struct shape shape_text;		/* const char * */
extern const struct shape shape_id;		/* const char *, an id */
extern const struct shape shape_texts;		/* struct strings */
extern const struct shape shape_phrases;	/* struct phrase_texts, see
						   phrases.c */
extern const struct shape shape_weight;		/* double, 0.001 to 100 */

/* One problem with the node: what is wrong; what to do. */
void say_at(struct loading *loading, const struct node *node,
	    const char *format, ...) PRINTF(3, 4);
void say_at_key(struct loading *loading, const struct node *node,
		const char *format, ...) PRINTF(3, 4);
/* ", did you mean 'x'?" where a candidate is near, else "; " and fallback. */
const char *suggest(struct loading *loading, const char *word,
		    const struct strings *candidates, const char *fallback);
/* Text as a message may quote it: one line, not long. */
const char *quote(struct loading *loading, const char *text);
/* Whether the node is of this kind; if not, says so. */
bool is_kind(struct loading *loading, const struct node *node,
	     enum node_kind kind);
/* Whether it is a list with something in it; if not, says so. */
bool is_list(struct loading *loading, const struct node *node);
/* A text that is not empty, or NULL, which was said. */
const char *text_of(struct loading *loading, const struct node *node);
bool is_id(const char *text);
bool check_id(struct loading *loading, const struct node *node,
	      const char *text);
/* Whether the text is yes; what is neither yes nor no was said. */
bool yes_of(struct loading *loading, const struct node *node, bool otherwise);
/* The index of the text in names, or -1, which was said. what: "kind". */
int choice_of(struct loading *loading, const struct node *node,
	      const char *const *names, int count, const char *what);
/* Says where two items of a list, or members of a mapping, have one id. */
void check_unique(struct loading *loading, const struct node *node,
		  const char *what);
struct place place_of(const struct loading *loading, const struct node *node);
/* Notes a text at a node to be checked when all is read; the reference is
 * valid until the next. loading->bank must not be NULL. */
struct reference *refer(struct loading *loading, enum reference_kind kind,
			const struct node *node, const char *text,
			size_t owner);

#endif
