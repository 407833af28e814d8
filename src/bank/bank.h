/* bank.h - the door of the bank: what questions and rubrics are.
 *
 * In: YAML files (a folder, or one bundle). Out: a bank that is right in
 * every detail, or every mistake with its path, line and column; never half
 * of it. Also a question or rubric as JSON text and back, which is how a
 * store keeps them: JSON is YAML, so one reader reads both.
 * All text is UTF-8, untrusted on the way in, free of control characters on
 * the way out. This room marks nothing and prints nothing; reading bank files
 * is the only thing it asks of the outside.
 */
#ifndef BANK_BANK_H
#define BANK_BANK_H

#include "bank/form.h"
#include "match/match.h"

enum {
	BANK_FILE_MAX = 256 << 20,	/* bytes of one file */
	BANK_LINE_MAX = 64 << 10,	/* bytes of one line */
	BANK_TEXT_MAX = 16 << 10,	/* bytes of one scalar */
	BANK_DEPTH_MAX = 12,		/* nesting */
	BANK_LIST_MAX = 200,		/* items of a list inside a question or
					   rubric */
	BANK_ID_MAX = 80,		/* bytes of an id */
	BANK_CORE_MAX = 2,		/* points of a rubric with `core` */
	ASSIGNMENTS_MAX = 500,		/* of a bank */
	LISTS_FILE_MAX = 1 << 20,	/* bytes of a file of lists */
};

enum kind { KIND_TECHNICAL, KIND_BEHAVIOURAL, KIND_CAREER, KIND_COUNT };
enum level { LEVEL_JUNIOR, LEVEL_MID, LEVEL_SENIOR, LEVEL_COUNT };
enum grade { GRADE_WEAK, GRADE_PARTIAL, GRADE_STRONG, GRADE_COUNT };
extern const char *const kind_names[KIND_COUNT];
extern const char *const level_names[LEVEL_COUNT];
extern const char *const grade_names[GRADE_COUNT];
/* The 16 built-in skills, NULL at the end. */
extern const char *const bank_skills[];

struct phrase_text {
	const char *text;	/* a phrase; or what is compared as typed; or
				   a rule of pmatch */
	bool exact;		/* exact: compared as typed */
	/* pmatch: how the rule is read; NULL: no rule. Unless a bank says
	 * otherwise, as Moodle's form has it: ignore_case is on, curly quotes
	 * are plain ones, and `,;:` are read as spaces. */
	const struct pattern_options *pmatch;
	struct place place;
};

struct phrase_texts {
	struct phrase_text *list;
	size_t count;
};

/* ---- STAR: how the sentences of a story are told apart ---- */

enum star_part { STAR_S, STAR_T, STAR_A, STAR_R, STAR_O, STAR_PARTS };
/* What a point of a STAR rubric asks for, instead of phrases. */
enum star_aspect {
	ASPECT_NONE,
	ASPECT_SITUATION, ASPECT_TASK, ASPECT_ACTION, ASPECT_RESULT,
	ASPECT_FIRST_PERSON,
	ASPECT_OUTCOME,
	ASPECT_COUNT
};
/* What a family of cues shows of a story, beside its part. */
enum cue_shows {
	SHOWS_NOTHING,
	SHOWS_SETTING,		/* when and where it was */
	SHOWS_MOMENT,		/* a setting: a certain day or hour */
	SHOWS_STAKE,		/* a need, a duty, trouble */
	SHOWS_OUTCOME,		/* how things ended */
	SHOWS_NO_EVENT,		/* advice, habit, supposition: no story */
	SHOWS_COUNT
};
extern const char *const star_part_names[STAR_PARTS];	/* situation ... */
extern const char *const star_aspect_names[ASPECT_COUNT];
extern const char *const cue_shows_names[SHOWS_COUNT];
/* Lists of words that every rubric of this kind has, and tags: names that its
 * cues may call as lists, whose words are found when an answer is marked.
 * NULL at the end. */
extern const char *const star_lists[], *const star_tags[];

struct word_list {
	const char *name, *words;	/* parted by white space */
	struct place place;
};

struct cue_family {
	const char *id;
	enum cue_shows shows;
	double speaks[STAR_PARTS];	/* for or against each part, -9 to 9 */
	struct phrase_texts match;	/* cues, see match.h */
	struct place place;
};

struct star {
	struct word_list *lists;
	size_t list_count;
	struct cue_family *families;
	size_t family_count;		/* at most CUE_FAMILIES_MAX */
	struct place place;
};

/* Is a point the heart of its question: what, said alone, tells that somebody
 * knows what this is? */
enum core {
	CORE_NO,
	CORE_YES,			/* it will do alone */
	CORE_HALF,			/* with the other half: what is
					   compared, above all */
	CORE_COUNT
};
extern const char *const core_names[CORE_COUNT];

struct part {			/* a named idea among several of a point */
	const char *id;
	struct phrase_texts match;
	struct place place;
};

struct point {
	const char *id;
	double worth;			/* over 0, at most 100; 1 if unsaid */
	enum core core;
	const char *says;		/* shown to the learner */
	const char *hint;		/* NULL: none */
	const char *about;		/* a name of `compares`; NULL: none */
	struct phrase_texts match;	/* any one earns the point */
	struct phrase_texts partly;	/* any one earns half */
	struct phrase_texts unless;	/* cancel a match in the same clause */
	struct part *parts;		/* instead of match */
	size_t part_count;
	int enough;			/* `count:` parts that are enough; all
					   of them if unsaid */
	enum star_aspect star;		/* instead of match and parts */
	struct place place;
};

struct mistake {
	const char *id;
	double costs;			/* over 0, at most 100 */
	const char *about;		/* as for a point */
	const char *denies;		/* id of a point of the rubric, which
					   earns nothing where the mistake is
					   made; NULL: none */
	struct phrase_texts match, unless;
	const char *correction;
	struct place place;
};

struct sample {
	enum grade grade;
	const char *answer;
	struct place place;
};

struct compared {
	const char *name;
	struct strings words;
};

struct rubric {
	const char *id;
	struct phrase_texts subject;	/* who says none of them speaks of
					   something else; empty: anything may
					   be said */
	struct point *points;
	size_t point_count;		/* 1 or more */
	struct mistake *mistakes;
	size_t mistake_count;
	struct sample *samples;
	size_t sample_count;
	struct compared *compares;
	size_t compare_count;
	const struct star *star;	/* NULL: none */
	struct place place;
};

enum follow_when { WHEN_MISSED, WHEN_PARTIAL, WHEN_MET };

struct follow_up {
	enum follow_when when;		/* `missed` is also contradicted */
	const char *point;		/* id, or rubric/id */
	const char *ask;
	struct place place;
};

struct question {
	const char *id;
	const char *was;		/* its old id; NULL: none */
	enum kind kind;
	const char *skill;
	enum level level;
	int minutes;			/* 1..60 */
	const char *prompt;
	struct strings hints;
	struct strings rubrics;		/* ids, one or more */
	const char *model;
	struct strings reading;		/* further reading by name */
	struct follow_up *follow_ups;
	size_t follow_up_count;
	bool retired;
	struct place place;
};

struct names;				/* ids to places in a list */

/* What an instructor sets for some days. */
struct assignment {
	const char *id, *title;
	int64_t first_day, last_day;	/* day numbers, both within */
	struct strings questions;	/* ids of the bank's questions, or
					   skills: all that it has of it */
	struct place place;
};

struct bank {
	const char *id;			/* folder's or file's name if unsaid */
	const char *title, *version, *language, *licence, *author; /* or NULL */
	struct strings skills;		/* beside the built-in ones */
	struct word_groups synonyms;
	struct word_groups groups;
	const struct synonyms *read;	/* the synonyms, for all questions of
					   the bank; made where it is loaded;
					   NULL: none, or each reads its own */
	struct question *questions;
	size_t question_count;
	struct rubric *rubrics;
	size_t rubric_count;
	struct assignment *assignments;
	size_t assignment_count;
	/* For bank_find_*, made by bank_load; NULL: they look one by one. */
	const struct names *question_names, *rubric_names;
};

/* Loads a bank from path: a folder (bank.yaml or data/bank.yaml, questions/,
 * rubrics/) or one bundle file. True only when nothing at all was wrong;
 * otherwise problems, which is begun anew, holds every mistake, sorted, and
 * bank must not be used. */
MUST_CHECK bool bank_load(struct arena *arena, const char *path,
			  struct bank *bank, struct problems *problems);

/* The same of what is yet to be made a bank: a question may lack its rubric
 * (then it has none), its skill (NULL), its kind (technical) and its level
 * (mid). path may also name lines of JSON, by its end .jsonl, each
 * {"id", "prompt", "reference"} and, if wanted, "kind", "skill", "level",
 * "minutes"; of several references, parted by " || ", the first is the model
 * answer. */
MUST_CHECK bool bank_load_drafts(struct arena *arena, const char *path,
				 struct bank *bank,
				 struct problems *problems);

/* Compiles what a rubric says in the way that it asks for. On failure err
 * holds the sentence and, as column, the place in the text from 1: in
 * characters in a rule of pmatch, else in bytes. */
MUST_CHECK bool bank_compile(struct vocabulary *vocabulary,
			     const struct phrase_text *text,
			     struct phrase **phrase, struct error *err);

/* Adds what is allowed in a bank but looks like a slip: two words without
 * brackets, phrases that never match, phrases that say nothing new. For a bank
 * that bank_load took. */
void bank_lint(struct arena *arena, const struct bank *bank,
	       struct problems *warnings);

/* Adds phrases that match their own question's prompt, or the model answers of
 * more than a few others, of which `others` are tried, spread over the bank. */
void bank_lint_loose(const struct bank *bank, size_t others,
		     struct problems *warnings);

/* Adds what is odd in the texts of questions and rubrics, samples apart: a
 * prompt too long to say, sentences hard to read, American spelling and words
 * that no list knows. For a bank in English; of another one it says nothing. */
void bank_lint_prose(const struct bank *bank, struct problems *warnings);

/* Is it the same question, or are they marked by the same rubric? One that
 * tells the parts of a story, which many share, makes none. */
bool bank_are_siblings(const struct bank *bank, const struct question *a,
		       const struct question *b);

/* Changes whenever a file of the bank is added, removed, resized or touched;
 * 0 and an error where path cannot be looked at. Reads no file. */
MUST_CHECK bool bank_fingerprint(struct arena *arena, const char *path,
				 uint64_t *print, struct error *err);

const struct rubric *bank_find_rubric(const struct bank *bank, const char *id);
const struct question *bank_find_question(const struct bank *bank,
					  const char *id);

/* As JSON, every key as in the files, and back. What bank_*_from_json is
 * given was written by bank_*_to_json; anything else is an error. */
void bank_question_to_json(struct json *json, const struct question *question);
void bank_rubric_to_json(struct json *json, const struct rubric *rubric);
/* What a bundle has beside its questions and rubrics, as members of an object
 * already open. */
void bank_head_to_json(struct json *json, const struct bank *bank);
/* {"synonyms": [...], "groups": {...}, "skills": [...]} */
void bank_words_to_json(struct json *json, const struct bank *bank);
MUST_CHECK bool bank_question_from_json(struct arena *arena, struct str text,
					struct question *question,
					struct error *err);
MUST_CHECK bool bank_rubric_from_json(struct arena *arena, struct str text,
				      struct rubric *rubric,
				      struct error *err);
MUST_CHECK bool bank_words_from_json(struct arena *arena, struct str text,
				     struct bank *bank, struct error *err);

/* ---- lists of phrases beside the banks ---- */

struct phrase_list {
	const char *name;
	const char **phrases;
	struct place *places;	/* of each phrase */
	size_t count;
};

struct phrase_lists {
	struct phrase_list *list;
	size_t count, cap;
};

/* Reads every *.yaml below folder: one mapping, each key a list of phrases.
 * True only when nothing was wrong; problems is begun anew. The phrases are
 * not yet compiled. */
MUST_CHECK bool bank_load_lists(struct arena *arena, const char *folder,
				struct phrase_lists *lists,
				struct problems *problems);
/* The list of that name, or NULL. */
const struct phrase_list *bank_find_list(const struct phrase_lists *lists,
					 const char *name);

#endif
