/* mark.h - the door of marking: an answer and a rubric to a mark.
 *
 * In: a question, its rubrics, the bank's words, an answer. Out: for every
 * point whether it is met, partial, missed or contradicted, with the byte
 * places of the words that decided it; mistakes made; flags; a score and a
 * grade; advice. Pure: the same bytes out for the same bytes in.
 *
 * The score says how much of the rubric's key points the answer covers:
 * round(100 * max(0, earned - costs) / worth), then capped by guards. Who
 * meets in full a core point of each rubric that has one, or both its halves,
 * and does so in an answer of some length that is of the subject, has the heart
 * of the question: earned then counts as no less than what MARK_PARTIAL_FROM
 * asks for.
 */
#ifndef MARK_MARK_H
#define MARK_MARK_H

#include "bank/bank.h"

enum { MARK_STRONG_FROM = 75, MARK_PARTIAL_FROM = 40 };

enum point_state {
	POINT_MISSED,
	POINT_CONTRADICTED,	/* said, but denied; or denied by a mistake */
	POINT_PARTIAL,
	POINT_MET,
	POINT_STATE_COUNT
};
extern const char *const point_state_names[POINT_STATE_COUNT];

enum flag {			/* bits of mark.flags */
	FLAG_BLANK = 1 << 0,
	FLAG_SHORT = 1 << 1,
	FLAG_ECHO = 1 << 2,
	FLAG_KEYWORDS = 1 << 3,
	FLAG_OFF_TOPIC = 1 << 4,
	FLAG_REPEATED = 1 << 5,
	FLAG_MODEL = 1 << 6,
	FLAG_CONTRADICTS = 1 << 7,	/* two claims or more are wrong */
};
enum { FLAG_COUNT = 8 };
extern const char *const flag_names[FLAG_COUNT];	/* in order of bits */
/* What an answer with one of these flags is: it does not keep a streak. */
#define FLAGS_JUNK (FLAG_BLANK | FLAG_ECHO | FLAG_KEYWORDS | FLAG_OFF_TOPIC)

struct span {
	uint32_t from, to;	/* half-open bytes of the answer as given */
};

struct spans {
	struct span *list;	/* rising, not overlapping */
	size_t count;
};

struct point_mark {
	const char *id;			/* rubric/point where several rubrics
					   stand together, else point */
	const struct point *point;
	size_t rubric;			/* of the question's, from 0 */
	enum point_state state;
	double earned;			/* 0..point->worth */
	struct spans evidence;
	struct strings missing;		/* ids of parts not named */
	bool misspelt;
	bool hedged;			/* partial, because it was said beside
					   its opposite */
	const char *said, *meant;	/* a word of the answer, as typed, and
					   the rubric's word that it is related
					   to and stands for; NULL: none */
};

struct mistake_mark {
	const char *id;
	const struct mistake *mistake;
	struct spans evidence;
};

/* One sentence or clause of a story and the part that it tells. */
struct star_stretch {
	uint32_t from, to;		/* half-open bytes of the answer */
	enum star_part part;
};

/* A story told apart. */
struct star_mark {
	struct star_stretch *list;	/* in order of the answer */
	size_t count;
	unsigned words[STAR_PARTS];	/* in each part */
	unsigned i, we;			/* times said */
	bool figure;			/* a number stands in it */
	bool told;			/* there is a story at all */
};

struct mark {
	int score;			/* 0..100 */
	enum grade grade;
	unsigned flags;			/* enum flag */
	unsigned words;			/* of the answer */
	struct point_mark *points;
	size_t point_count;
	struct mistake_mark *mistakes;	/* only those made */
	size_t mistake_count;
	double earned, costs, worth;	/* before the guards */
	bool heart;			/* it has the heart of its question */
	const struct point_mark *fix;	/* most valuable to add; NULL: none */
	const struct star_mark *star;	/* NULL: no rubric of the question
					   tells parts */
};

/* A question made ready: phrases compiled. Immutable once made. Everything
 * given must outlive it. The rubrics are in the order of question->rubrics.
 * Fails only on a phrase that does not compile. */
struct marker;
MUST_CHECK bool marker_make(struct arena *arena,
			    const struct question *question,
			    const struct rubric *const *rubrics,
			    const struct bank *words,
			    struct marker **marker, struct error *err);
/* The same with a reader that lasts (mark_answer_with), which knows rare words
 * of the questions before. */
MUST_CHECK bool marker_make_with(struct lang_reader *reader,
				 struct arena *arena,
				 const struct question *question,
				 const struct rubric *const *rubrics,
				 const struct bank *words,
				 struct marker **marker, struct error *err);

/* Marks an answer; everything in mark lives in the arena. Cannot fail. */
void mark_answer(struct arena *arena, const struct marker *marker,
		 struct str answer, struct mark *mark);

/* The same, for who marks many: the reader, of this thread, spares time. NULL:
 * none. */
void mark_answer_with(struct lang_reader *reader, struct arena *arena,
		      const struct marker *marker, struct str answer,
		      struct mark *mark);

enum grade mark_grade(int score);

/* The score of these points before the guards. heart: see above; costs of
 * mistakes come off what it lifts as well. worth is over 0. */
int mark_score(double earned, double costs, double worth, bool heart);
/* Nothing but the heart of it keeps this mark from being weak. */
bool mark_rests_on_heart(const struct mark *mark);

/* The advice in words: one sentence each, wrapped by whoever shows it. */
/* What to mend first, as "Fix first: ..." without the label; NULL if none. */
const char *mark_advice_fix(struct arena *arena, const struct mark *mark);
/* The parts that a point still lacks, as "hold and wait, circular wait". */
const char *mark_advice_missing(struct arena *arena,
				const struct point_mark *point);
/* "you said 'fetch'; the usual word is 'retrieve'"; NULL where the point rests
 * on the rubric's own words. */
const char *mark_advice_related(struct arena *arena,
				const struct point_mark *point);
/* What is said of a mark that rests on the heart of its question; NULL where
 * it does not. */
const char *mark_advice_heart(const struct mark *mark);
/* What a flag means and what to do about it. */
const char *mark_advice_flag(enum flag flag);
/* The follow-up of the most valuable point that its condition fits; NULL if
 * none. */
const struct follow_up *mark_follow_up(const struct question *question,
				       const struct mark *mark);

/* The Civil Service's scale beside the score: 1 to 7, and its word. */
int mark_scale(int score);
extern const char *const mark_scale_names[8];	/* from 1 */
/* The first words of answer that tell a part; empty where none do. */
struct str mark_star_words(const struct mark *mark, struct str answer,
			   enum star_part part);
/* A part's words, of a hundred that tell S, T, A or R. */
unsigned mark_star_share(const struct mark *mark, enum star_part part);
/* What a story told apart could do better, a sentence each, quoting answer;
 * none of it costs anything. */
void mark_advice_star(struct arena *arena, const struct mark *mark,
		      struct str answer, struct strings *advice);

/* ---- what kind of thing a point asks for ---- */

enum facet {
	FACET_MECHANISM,	/* none of the others */
	FACET_COSTS, FACET_FAILURES, FACET_LESSONS, FACET_RESULTS,
	FACET_PEOPLE, FACET_CHOICE, FACET_REASON,
	FACET_COUNT
};
extern const char *const facet_names[FACET_COUNT];	/* "costs" ... */
extern const char *const facet_says[FACET_COUNT];	/* "what it costs" */
/* Sorts the points of a mark by what they say; facets has a place for each. */
void mark_facets(struct arena *arena, const struct mark *mark,
		 enum facet *facets);

/* ---- why a mark is as it is ---- */

enum why_list { WHY_MATCH, WHY_PARTLY, WHY_PART };

/* Of what LACK_REFUSED is for. */
enum refusal {
	REFUSED_NOT,
	REFUSED_ABOUT,		/* said of the other thing compared */
	REFUSED_LIFTED,		/* the question's own words */
	REFUSED_CANCELLED,	/* by an `unless` */
};

struct why {
	enum why_list list;	/* where the phrase stands */
	const char *part;	/* id; NULL unless WHY_PART */
	const char *phrase;	/* as written */
	struct nearest near;	/* LACK_NOTHING: this phrase earned it */
	enum refusal refusal;
	const char *by;		/* the `unless`; or the thing spoken of, NULL:
				   none */
	struct spans found;	/* where near.words stand */
	const char *says;	/* all of it as one line */
};

struct whys {
	struct why *list;
	size_t count;
};

/* How a word was read. */
struct word_note {
	struct word_sense sense;
	bool lifted;		/* in a run copied from the question */
	const char *topic;	/* thing compared that it speaks of; "all" of
				   them; NULL: none */
};

struct explanation {
	struct mark mark;	/* what mark_answer says */
	struct words words;
	struct word_note *notes;	/* of each word */
	/* Of each point of the mark: the phrases that earned it or came
	 * nearest; of a point with parts, one of each part. */
	struct whys *points;
	struct whys *mistakes;	/* of each mistake made */
};

/* Everything lives in the arena. Many times slower than mark_answer. */
void mark_explain(struct arena *arena, const struct marker *marker,
		  struct str answer, struct explanation *explanation);
/* As members of an object already open: all that mark_to_json writes, then
 * "words" and "why". */
void mark_explain_to_json(struct json *json,
			  const struct explanation *explanation);

/* The mark as design has it for `grade` and `mark --json`: score, grade,
 * points, mistakes, flags, as members of an object already open. */
void mark_to_json(struct json *json, const struct mark *mark);
/* Adds the bytes [from, to) to rising spans; joins what lies beside them. */
void mark_add_span(struct arena *arena, struct spans *spans, uint32_t from,
		   uint32_t to);
/* Parts of it: the members "evidence" and "flags". */
void mark_evidence_to_json(struct json *json, const struct spans *spans);
void mark_flags_to_json(struct json *json, unsigned flags);

#endif
