/* explain.c - why an answer was marked as it was.
 *
 * The answer is marked as always; then each phrase of a point that was not
 * earned in full is asked what it lacks, and the nearest is kept: the one with
 * the greatest weight, of equals the first in the rubric. What marking refuses
 * although the phrase is said (another thing compared, the question's own
 * words, an `unless`) is found out here, for the match room knows none of it.
 */
#include "mark/marker.h"

enum { SHOWN_MAX = 40 };	/* bytes of a list of alternatives */

struct telling {
	struct marking *marking;
	struct asking asking;
	bool strict;
};

/* ---- in words ---- */

/* The words found, with gaps between. */
static const char *quoted(const struct marking *marking,
			  const struct spans *spans)
{
	struct text text;
	const char *made;

	text_init(&text, ERROR_TEXT_MAX);
	for (size_t i = 0; i < spans->count; i++)
		text_addf(&text, "%s%.*s", i ? " ... " : "",
			  (int)(spans->list[i].to - spans->list[i].from),
			  marking->answer.s + spans->list[i].from);
	for (size_t i = 0; i < text.len; i++)
		if (text.s[i] == '\n' || text.s[i] == '\t' ||
		    text.s[i] == '\r')
			text.s[i] = ' ';
	made = text_dup(marking->arena, &text);
	text_release(&text);
	return made;
}

/* Of a long list of alternatives the first few. */
static void add_missing(struct text *text, const char *before,
			struct str missing)
{
	size_t len = missing.len;

	if (len > SHOWN_MAX) {
		len = SHOWN_MAX;
		while (len > 0 && missing.s[len - 1] != '|')
			len--;
	}
	if (len == 0)			/* one long alternative */
		len = missing.len;
	text_addf(text, "%s'%.*s%s'", before, (int)len, missing.s,
		  len < missing.len ? "..." : "");
}

static const char *say_words(const struct marking *marking,
			     const struct why *why, const char *found)
{
	struct text text;
	const char *made;

	if (why->near.weight == 0)
		return "none of its words are here";
	text_init(&text, 4 * ERROR_TEXT_MAX);
	text_addf(&text, "found \"%s\"; no word for ", found);
	for (size_t i = 0; i < why->near.missing.count; i++)
		add_missing(&text, i ? ", nor for " : "",
			    str_of(why->near.missing.list[i]));
	made = text_dup(marking->arena, &text);
	text_release(&text);
	return made;
}

static const char *say_refusal(const struct telling *telling,
			       const struct why *why, const char *found)
{
	const struct marking *marking = telling->marking;
	uint8_t about = telling->asking.about;
	const char *wanted = about != TOPIC_NONE && about != TOPIC_ALL
			   ? marking->marker->topics[about - 1] : "";

	switch (why->refusal) {
	case REFUSED_ABOUT:
		if (!why->by)
			return arena_printf(marking->arena, "\"%s\" is said of "
					    "nothing that was named; name %s",
					    found, wanted);
		return arena_printf(marking->arena, "\"%s\" is said of %s, not "
				    "of %s", found, why->by, wanted);
	case REFUSED_LIFTED:
		return arena_printf(marking->arena, "\"%s\" is lifted from the "
				    "question", found);
	case REFUSED_CANCELLED:
		return arena_printf(marking->arena, "\"%s\" is cancelled by "
				    "unless '%s'", found, why->by);
	case REFUSED_NOT:
		break;
	}
	return "";
}

/* What is said of the words found, where that is all there is to say. */
static const char *const plainly[LACK_COUNT] = {
	[LACK_ORDER] = "stand the other way round",
	[LACK_CLAUSE] = "are in different clauses",
	[LACK_SENTENCE] = "are in different sentences",
	[LACK_CASE] = "is in other capitals, which count here",
	[LACK_PLACED] = "are there, but not placed as it asks",
};

static const char *say_distance(const struct marking *marking,
				const struct nearest *near, const char *found)
{
	if (near->sides)
		return arena_printf(marking->arena, "\"%s\" lie %zu words "
				    "apart, at most %zu", found,
				    near->between, near->most);
	return arena_printf(marking->arena, "\"%s\" have %zu words between, "
			    "at most %zu", found, near->between, near->most);
}

static const char *say_related(const struct marking *marking,
			       const struct nearest *near, const char *found)
{
	const struct word *word = &marking->words.list[near->related];

	return arena_printf(marking->arena, "\"%s\", where '%.*s' is related "
			    "to '%.*s': three quarters", found,
			    (int)(word->to - word->from),
			    marking->answer.s + word->from,
			    (int)near->meant.len, near->meant.s);
}

static const char *say_why(const struct telling *telling,
			   const struct why *why)
{
	const struct marking *marking = telling->marking;
	const struct nearest *near = &why->near;
	const char *found = quoted(marking, &why->found);
	struct arena *arena = marking->arena;
	struct str by = { "", 0 };

	if (near->by < marking->words.count)
		by = marking->words.list[near->by].folded;
	if (plainly[near->lack])
		return arena_printf(arena, "\"%s\" %s", found,
				    plainly[near->lack]);
	if (near->lack == LACK_NOTHING && near->meant.len > 0)
		return say_related(marking, near, found);
	if (near->lack == LACK_NOTHING &&
	    asking_is_hedged(&telling->asking, near->words, near->count))
		return arena_printf(arena, "\"%s\" is hedged: half", found);
	if (near->lack == LACK_NOTHING)
		return near->count > 0 ? arena_printf(arena, "\"%s\"", found)
				       : "by what the answer does not say";
	if (near->lack == LACK_NEGATED)
		return arena_printf(arena, "\"%s\" stands under the negation "
				    "'%.*s'", found, (int)by.len, by.s);
	if (near->lack == LACK_CONTRAST)
		return arena_printf(arena, "\"%s\" are parted by the contrast "
				    "'%.*s'", found, (int)by.len, by.s);
	if (near->lack == LACK_FAR)
		return say_distance(marking, near, found);
	if (near->lack == LACK_REFUSED)
		return say_refusal(telling, why, found);
	if (near->lack == LACK_BARRED)
		return arena_printf(arena, "what must not stand there does: "
				    "'%s'", near->missing.list[0]);
	if (near->lack == LACK_TYPED)
		return "it is not there as it must be typed";
	return near->lack == LACK_HARD ? "too hard to find out"
				       : say_words(marking, why, found);
}

/* ---- the nearest phrase ---- */

static const char *topic_name(const struct marking *marking, uint8_t topic)
{
	if (topic == TOPIC_NONE)
		return NULL;
	return topic == TOPIC_ALL ? "all"
				  : marking->marker->topics[topic - 1];
}

static void find_refusal(struct telling *telling, struct why *why)
{
	struct marking *marking = telling->marking;
	struct asking *asking = &telling->asking;
	const uint16_t *words = why->near.words;
	size_t count = why->near.count;
	const struct phrase *unless;

	if (!asking_is_about(asking, words, count)) {
		why->refusal = REFUSED_ABOUT;
		for (size_t i = 0; i < count && !why->by; i++)
			if (marking->topics[words[i]] != asking->about &&
			    marking->topics[words[i]] != TOPIC_ALL)
				why->by = topic_name(marking,
						marking->topics[words[i]]);
	} else if (asking_is_lifted(asking, words, count)) {
		why->refusal = REFUSED_LIFTED;
	} else {
		why->refusal = REFUSED_CANCELLED;
		unless = asking_cancels(asking, words, count);
		why->by = unless ? str_dup(marking->arena,
					   phrase_source(unless)) : "";
	}
}

/* The first of the phrases that a related word fills, as marking has it. */
static void try_related(struct telling *telling, const struct phrases *phrases,
			enum why_list list, const char *part, struct why *best)
{
	struct marking *marking = telling->marking;
	struct match_rule rule = { .related = marking->relates,
				   .allows = asking_allows,
				   .context = &telling->asking };

	for (size_t i = 0; i < phrases->count; i++) {
		struct why why = { .list = list, .part = part };

		phrase_explain(marking->arena, phrases->list[i],
			       marking->reading, &rule, &why.near);
		if (why.near.lack != LACK_NOTHING)
			continue;
		why.phrase = str_dup(marking->arena,
				     phrase_source(phrases->list[i]));
		*best = why;
		return;
	}
}

/* Of the phrases the nearest, where it is nearer than *best. */
static void try_phrases(struct telling *telling, const struct phrases *phrases,
			enum why_list list, const char *part, struct why *best)
{
	struct marking *marking = telling->marking;
	struct match_rule rule = { .strict = telling->strict,
				   .allows = asking_allows,
				   .context = &telling->asking };

	for (size_t i = 0; i < phrases->count; i++) {
		struct why why = { .list = list, .part = part };

		phrase_explain(marking->arena, phrases->list[i],
			       marking->reading, &rule, &why.near);
		if (best->phrase && why.near.weight <= best->near.weight)
			continue;
		why.phrase = str_dup(marking->arena,
				     phrase_source(phrases->list[i]));
		*best = why;
	}
	if (!telling->strict && phrases->count <= RELATED_PHRASES &&
	    !(best->phrase && best->near.lack == LACK_NOTHING))
		try_related(telling, phrases, list, part, best);
}

static void add_why(struct telling *telling, struct whys *whys,
		    struct why *why)
{
	struct marking *marking = telling->marking;

	if (!why->phrase)
		return;
	if (why->near.lack == LACK_REFUSED)
		find_refusal(telling, why);
	evidence_add(marking, &why->found, why->near.words, why->near.count);
	why->says = say_why(telling, why);
	whys->list[whys->count++] = *why;
}

static void explain_point(struct marking *marking,
			  const struct ready_point *ready,
			  const struct point_mark *mark, struct whys *whys)
{
	struct telling telling = {
		.marking = marking,
		.asking = { .marking = marking, .unless = &ready->unless,
			    .about = ready->about },
	};
	struct why why = { .phrase = NULL }, partly = { .phrase = NULL };

	whys->list = ARENA_ARRAY(marking->arena, ready->point->part_count + 2,
				 struct why);
	for (size_t i = 0; i < ready->point->part_count; i++) {
		struct why part = { .phrase = NULL };

		try_phrases(&telling, &ready->parts[i].match, WHY_PART,
			    ready->parts[i].id, &part);
		add_why(&telling, whys, &part);
	}
	try_phrases(&telling, &ready->match, WHY_MATCH, NULL, &why);
	try_phrases(&telling, &ready->partly, WHY_PARTLY, NULL, &partly);
	if (mark->state == POINT_PARTIAL && why.near.meant.len == 0)
		add_why(&telling, whys, &partly);
	else if (mark->state != POINT_MET && partly.phrase &&
		 partly.near.weight > why.near.weight)
		why = partly;
	add_why(&telling, whys, &why);
}

static void explain_mistake(struct marking *marking,
			    const struct ready_mistake *ready,
			    struct whys *whys)
{
	struct telling telling = {
		.marking = marking,
		.asking = { .marking = marking, .unless = &ready->unless,
			    .about = ready->about },
		.strict = true,
	};
	struct why why = { .phrase = NULL };

	whys->list = ARENA_ARRAY(marking->arena, 1, struct why);
	try_phrases(&telling, &ready->match, WHY_MATCH, NULL, &why);
	add_why(&telling, whys, &why);
}

/* ---- all of it ---- */

static void explain_mistakes(struct marking *marking,
			     struct explanation *explanation)
{
	const struct marker *marker = marking->marker;
	size_t made = 0;

	explanation->mistakes = ARENA_ARRAY(marking->arena,
					    marker->mistake_count,
					    struct whys);
	for (size_t i = 0; i < marker->mistake_count; i++)
		if (made < marking->mark->mistake_count &&
		    marking->mark->mistakes[made].mistake ==
		    marker->mistakes[i].mistake)
			explain_mistake(marking, &marker->mistakes[i],
					&explanation->mistakes[made++]);
}

static void note_words(const struct marking *marking, struct word_note *notes)
{
	for (size_t i = 0; i < marking->words.count; i++) {
		reading_sense(marking->reading, i, &notes[i].sense);
		notes[i].lifted = marking->lifted[i];
		if (marking->topics)
			notes[i].topic = topic_name(marking,
						    marking->topics[i]);
	}
}

void mark_explain(struct arena *arena, const struct marker *marker,
		  struct str answer, struct explanation *explanation)
{
	struct marking m = { .arena = arena, .marker = marker,
			     .answer = answer, .mark = &explanation->mark };

	mark_whole(&m);
	explanation->words = m.words;
	explanation->notes = ARENA_ARRAY(arena, m.words.count + 1,
					 struct word_note);
	note_words(&m, explanation->notes);
	explanation->points = ARENA_ARRAY(arena, marker->point_count,
					  struct whys);
	for (size_t i = 0; i < marker->point_count; i++)
		explain_point(&m, &marker->points[i],
			      &explanation->mark.points[i],
			      &explanation->points[i]);
	explain_mistakes(&m, explanation);
}

/* ---- as JSON ---- */

static void put_span(struct json *json, uint32_t from, uint32_t to)
{
	json_open(json, '[');
	json_integer(json, from);
	json_integer(json, to);
	json_close(json, ']');
}

static void put_str(struct json *json, const char *name, struct str text)
{
	if (text.len == 0)
		return;
	json_name(json, name);
	json_string(json, text);
}

static void word_to_json(struct json *json, const struct explanation *all,
			 size_t at)
{
	static const char *const kinds[] = { "plain", "number", "code" };
	const struct word *word = &all->words.list[at];
	const struct word_note *note = &all->notes[at];

	json_open(json, '{');
	json_name(json, "at");
	put_span(json, word->from, word->to);
	put_str(json, "word", word->folded);
	put_str(json, "stem", word->stem);
	json_put(json, "kind", kinds[word->kind]);
	json_put_integer(json, "sentence", word->sentence + 1);
	json_put_integer(json, "clause", word->clause + 1);
	if (word->negated || word->avoided)
		put_str(json, word->negated ? "negated_by" : "avoided_by",
			all->words.list[word->negator].folded);
	if (word->hedged)
		put_str(json, "hedged_by",
			all->words.list[word->hedger].folded);
	put_str(json, "rubric", note->sense.same);
	put_str(json, "pattern", note->sense.wild);
	put_str(json, "misspelt", note->sense.slip);
	put_str(json, "joined", note->sense.joined);
	if (note->topic)
		json_put(json, "about", note->topic);
	if (note->lifted)
		json_put_bool(json, "lifted", true);
	json_close(json, '}');
}

static void why_to_json(struct json *json, const struct explanation *all,
			const struct why *why)
{
	static const char *const lists[] = { "match", "partly", "parts" };
	static const char *const refusals[] = {
		"refused", "about", "lifted", "cancelled"
	};
	const struct nearest *near = &why->near;
	const struct word *by = &all->words.list[near->by];

	json_open(json, '{');
	json_put(json, "list", lists[why->list]);
	if (why->part)
		json_put(json, "part", why->part);
	json_put(json, "phrase", why->phrase);
	json_put_bool(json, "matches", near->lack == LACK_NOTHING);
	if (near->lack != LACK_NOTHING)
		json_put(json, "lacks", near->lack == LACK_REFUSED
			 ? refusals[why->refusal] : lack_names[near->lack]);
	json_name(json, "found");
	json_open(json, '[');
	for (size_t i = 0; i < why->found.count; i++)
		put_span(json, why->found.list[i].from, why->found.list[i].to);
	json_close(json, ']');
	if (near->missing.count > 0) {
		json_name(json, "missing");
		json_open(json, '[');
		for (size_t i = 0; i < near->missing.count; i++)
			json_string(json, str_of(near->missing.list[i]));
		json_close(json, ']');
	}
	if (near->lack == LACK_FAR) {
		json_put_integer(json, "between", (int64_t)near->between);
		json_put_integer(json, "most", (int64_t)near->most);
	}
	if (near->lack == LACK_NEGATED || near->lack == LACK_CONTRAST) {
		json_name(json, "by");
		put_span(json, by->from, by->to);
	}
	json_put(json, "says", why->says);
	json_close(json, '}');
}

static void whys_to_json(struct json *json, const struct explanation *all,
			 const char *id, enum core core,
			 const struct whys *whys)
{
	json_open(json, '{');
	json_put(json, "id", id);
	if (core != CORE_NO)
		json_put(json, "core", core_names[core]);
	json_name(json, "phrases");
	json_open(json, '[');
	for (size_t i = 0; i < whys->count; i++)
		why_to_json(json, all, &whys->list[i]);
	json_close(json, ']');
	json_close(json, '}');
}

void mark_explain_to_json(struct json *json, const struct explanation *all)
{
	const struct mark *mark = &all->mark;

	mark_to_json(json, mark);
	json_name(json, "words");
	json_open(json, '[');
	for (size_t i = 0; i < all->words.count; i++)
		word_to_json(json, all, i);
	json_close(json, ']');
	json_name(json, "why");
	json_open(json, '[');
	for (size_t i = 0; i < mark->point_count; i++)
		whys_to_json(json, all, mark->points[i].id,
			     mark->points[i].point->core, &all->points[i]);
	for (size_t i = 0; i < mark->mistake_count; i++)
		whys_to_json(json, all, mark->mistakes[i].id, CORE_NO,
			     &all->mistakes[i]);
	json_close(json, ']');
}
