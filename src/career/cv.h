/* cv.h - what the files that read career texts share behind the door. */
#ifndef CAREER_CV_H
#define CAREER_CV_H

#include "career/career.h"

/* The lists of data/cv, by what they are for. */
enum cv_list {
	LIST_HEADING_SKILLS, LIST_HEADING_TRAINING, LIST_HEADING_EDUCATION,
	LIST_HEADING_OTHER, LIST_HEADING_WORK, LIST_HEADING_SUMMARY,
	LIST_HEADING_FILLER,
	LIST_BACKEND_CORE, LIST_BACKEND_SHARED, LIST_FRONTEND_WORDS,
	LIST_BACKEND_ROLE, LIST_BACKEND_ROLE_TIGHT, LIST_FRONTEND_ROLE,
	LIST_FRONTEND_PAST,
	LIST_BACKEND_OTHERS,
	LIST_PLACEHOLDER_WORDS, LIST_PLACEHOLDER, LIST_STOCK_PHRASES,
	LIST_MEASURE_UNITS, LIST_MEASURE_WORDS,
	LIST_MEASURE_NONE_BEHIND, LIST_MEASURE_NONE_BEFORE,
	LIST_TRAINING_WORDS, LIST_TRAINING_GIVEN, LIST_TRAINING_NAMES,
	LIST_LETTER_FROM, LIST_LETTER_TO, LIST_LETTER_ROLE, LIST_LETTER_WHY,
	LIST_LETTER_AWAY, LIST_LETTER_DEEDS, LIST_LETTER_EVIDENCE,
	LIST_EVIDENCE_WORDS,
	LIST_COMPANY_BEFORE, LIST_COMPANY_NEVER, LIST_COMPANY_OWN,
	LIST_COMPANY_THEIRS, LIST_COMPANY_UNNAMED,
	LIST_COUNT
};

enum { CV_STOCK_MANY = 3 };	/* stock phrases that make a template */

/* A line of an item: where its text begins in the item's. */
struct cv_part {
	size_t from;
	int line;
};

/* A text read with the lists. */
struct cv_text {
	const struct words *words;
	struct reading *reading;
};

void cv_read_text(struct arena *arena, const struct cv_words *words,
		  struct str text, struct cv_text *read);
/* Calls found for each phrase of the list that the text says without a
 * negation, with its number in the list. */
void cv_each(const struct cv_words *words, enum cv_list list,
	     const struct reading *reading,
	     void (*found)(void *context, size_t number,
			   const struct match *match),
	     void *context);
/* Does it say one? The first is in match, which may be NULL. */
bool cv_says(const struct cv_words *words, enum cv_list list,
	     const struct reading *reading, struct match *match);
/* How many phrases of the list it says. */
size_t cv_count(const struct cv_words *words, enum cv_list list,
		const struct reading *reading);
/* How often it says any of them. marks, one for each word and not NULL, gets
 * true for those that are part of one, and stays as it is for the others. */
size_t cv_cover(struct arena *arena, const struct cv_words *words,
		enum cv_list list, const struct cv_text *read, bool *marks);
/* The index of the first word that the list covers and `but` (or NULL) does
 * not; SIZE_MAX: none. `tight`: with no word between. */
size_t cv_first(const struct cv_words *words, enum cv_list list,
		const struct cv_text *read, const bool *but, bool tight);

/* The line of the file where the item's byte `at` stands. */
int cv_line_of(const struct cv_item *item, size_t at);
/* The line of word i of the item. */
int cv_line_of_word(const struct cv_item *item, size_t i);

/* All items of a section as one; NULL where it has none but headings. */
const struct cv_item *cv_join(struct arena *arena,
			      const struct cv_words *words,
			      const struct cv *cv, enum cv_section section);

/* A date range such as "2019 - 2023" or "Mar 2021 to present". */
bool cv_has_dates(const struct words *words);

/* ---- cv_layout.c: lines as they stand, to lines in reading order ---- */

struct cv_row {
	struct str text;	/* trimmed */
	size_t indent;		/* columns */
	int line;
};

struct cv_rows {
	struct cv_row *list;
	size_t count, cap;
};

/* Fills in what cv knows of lines and pages, and takes columns that stand side
 * by side apart: the left one first. */
void cv_lay_out(struct arena *arena, const struct cv_words *words,
		struct str bytes, struct cv *cv, struct cv_rows *rows);

/* ---- cv_heading.c ---- */

/* How a line is set: as any other, with empty lines around it, as a heading. */
enum cv_set { SET_PLAIN, SET_APART, SET_MARKED };
/* The section that a line opens, CV_SECTIONS where it is no heading. Where
 * text follows on the same line behind a colon, rest is that. */
enum cv_section cv_heading(struct arena *arena, const struct cv_words *words,
			   struct str line, enum cv_set set, struct str *rest);

/* ---- what several texts are asked ---- */

enum cv_lead { LEAD_NONE, LEAD_BACKEND, LEAD_FRONTEND };
/* Which of the two the text puts first; *at is the word that says so. */
enum cv_lead cv_leads(struct arena *arena, const struct cv_words *words,
		      const struct cv_text *read, size_t *at);
/* The same by the order alone: past or not, title or word. */
enum cv_lead cv_names_first(const struct cv_words *words,
			    const struct cv_text *read, size_t *at);
/* The word with which a backend role begins that is the writer's own aim;
 * SIZE_MAX: none. */
size_t cv_target(struct arena *arena, const struct cv_words *words,
		 const struct cv_text *read);
/* Is there an outcome with a figure? */
bool cv_measured(struct arena *arena, const struct cv_words *words,
		 struct str text, const struct cv_text *read);
/* The place in a line of a gap that was left to be filled, such as
 * [Your Name]; SIZE_MAX: none. */
size_t cv_gap(struct arena *arena, const struct cv_words *words,
	      struct str line);
/* The first line with such a gap; 0: none. */
int cv_line_with_gap(struct arena *arena, const struct cv_words *words,
		     const struct cv *cv);
/* How well a text shows backend work: words of it, and of the screen. */
struct cv_weight {
	size_t core, shared, screen;
};
struct cv_weight cv_weigh(struct arena *arena, const struct cv_words *words,
			  const struct cv_text *read);

/* ---- findings ---- */

void cv_find(struct arena *arena, struct findings *findings, const char *rule,
	     bool broken, int line, const char *format, ...) PRINTF(6, 7);

#endif
