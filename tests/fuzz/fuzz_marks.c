/* fuzz_marks.c - whole marks: any bytes answer a question.
 *
 * The first byte picks a question of marks.yaml, which has all that a rubric
 * may have; the rest is the answer. Scores, states, evidence and flags hold
 * together; the mark is the same twice, with a kept reader, and explained;
 * and its JSON is JSON.
 */
#include "fuzz.h"
#include "peer.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#define BANK "tests/fuzz/marks.yaml"
#define STAR "rubrics/star.yaml"

enum { QUESTIONS_MAX = 32, JSON_MAX = 1 << 24 };

struct scene {
	struct arena bank_arena, arena;
	struct bank bank;
	struct marker *markers[QUESTIONS_MAX];
	struct lang_reader *reader;
};

/* ---- the bank ---- */

static void make(struct scene *scene, size_t number)
{
	const struct question *question = &scene->bank.questions[number];
	const struct rubric **rubrics = ARENA_ARRAY(&scene->bank_arena,
		question->rubrics.count, const struct rubric *);
	struct error err;

	for (size_t i = 0; i < question->rubrics.count; i++)
		rubrics[i] = bank_find_rubric(&scene->bank,
					      question->rubrics.list[i]);
	if (!marker_make(&scene->bank_arena, question, rubrics, &scene->bank,
			 &scene->markers[number], &err))
		die("%s", err.text);
}

static struct str read_file(struct arena *arena, const char *path)
{
	struct error err;
	struct str bytes;

	if (!file_read(arena, path, 1 << 20, &bytes, &err))
		die("%s: %s", path, err.text);
	return bytes;
}

/* The bundle with the rubric of stories at its end; where it is written. */
static const char *write_bundle(struct arena *arena)
{
	const char *folder = getenv("TMPDIR");
	char *path = arena_printf(arena, "%s/fuzz-marks-XXXXXX.yaml",
				  folder ? folder : "/tmp");
	int file = mkstemps(path, 5);
	struct str star = read_file(arena, STAR), line;
	struct text bundle;
	struct error err;

	assert(file >= 0);
	close(file);
	text_init(&bundle, 2 << 20);
	text_add_str(&bundle, read_file(arena, BANK));
	while (str_cut(&star, '\n', &line) && !str_is(line, "rubrics:"))
		continue;
	text_add_str(&bundle, star);
	if (!file_write(path, text_str(&bundle), &err))
		die("%s", err.text);
	text_release(&bundle);
	return path;
}

static void open_scene(struct scene *scene)
{
	struct problems problems;
	const char *path;
	bool ok;

	arena_init(&scene->bank_arena, 0);
	arena_init(&scene->arena, 0);
	problems_init(&problems, &scene->bank_arena);
	path = write_bundle(&scene->bank_arena);
	ok = bank_load(&scene->bank_arena, path, &scene->bank, &problems);
	unlink(path);
	if (!ok)
		die("%s:%d: %s", problems.list[0].path, problems.list[0].line,
		    problems.list[0].text);
	assert(scene->bank.question_count <= QUESTIONS_MAX);
	for (size_t i = 0; i < scene->bank.question_count; i++)
		make(scene, i);
	scene->reader = lang_reader_open();
}

/* ---- what holds of a mark ---- */

static void check_spans(struct str answer, const struct spans *spans)
{
	for (size_t i = 0; i < spans->count; i++) {
		const struct span *span = &spans->list[i];

		assert(span->from < span->to && span->to <= answer.len);
		assert(i == 0 || span->from >= span[-1].to);
		assert(fuzz_at_character(answer, span->from));
		assert(fuzz_at_character(answer, span->to));
	}
}

static void check_point(struct str answer, const struct point_mark *point)
{
	assert(point->state < POINT_STATE_COUNT);
	assert(point->earned >= 0 && point->earned <= point->point->worth);
	if (point->state == POINT_MET && !point->meant)
		assert(point->earned == point->point->worth);
	if (point->state == POINT_PARTIAL)
		assert(point->earned > 0 &&
		       point->earned < point->point->worth);
	if (point->state == POINT_MISSED || point->state == POINT_CONTRADICTED)
		assert(point->earned == 0);
	if (point->state == POINT_CONTRADICTED)
		assert(point->evidence.count > 0);
	assert(!point->said == !point->meant);
	check_spans(answer, &point->evidence);
}

static void check_flags(const struct mark *mark)
{
	static const struct { unsigned flag; int most; } caps[] = {
		{ FLAG_BLANK, 0 }, { FLAG_SHORT, 39 }, { FLAG_ECHO, 20 },
		{ FLAG_KEYWORDS, 39 }, { FLAG_OFF_TOPIC, 39 },
		{ FLAG_CONTRADICTS, 39 },
	};

	assert(mark->flags < 1u << FLAG_COUNT);
	for (size_t i = 0; i < sizeof(caps) / sizeof(*caps); i++)
		if (mark->flags & caps[i].flag)
			assert(mark->score <= caps[i].most);
	assert(!(mark->flags & FLAG_BLANK) == (mark->words > 0));
	if (mark->flags & FLAG_SHORT)
		assert(mark->words < 8);
}

static void check_sums(const struct mark *mark)
{
	double earned = 0, worth = 0, costs = 0, share;

	for (size_t i = 0; i < mark->point_count; i++) {
		earned += mark->points[i].earned;
		worth += mark->points[i].point->worth;
	}
	for (size_t i = 0; i < mark->mistake_count; i++)
		costs += mark->mistakes[i].mistake->costs;
	assert(fabs(earned - mark->earned) < 1e-6);
	assert(fabs(worth - mark->worth) < 1e-6);
	assert(fabs(costs - mark->costs) < 1e-6);
	assert(mark->score >= 0 && mark->score <= 100);
	assert(mark->grade == mark_grade(mark->score));
	share = 100 * fmax(0, earned - costs) / worth;
	assert(mark->score <= share + 0.51);
	if (!(mark->flags & ~(unsigned)(FLAG_REPEATED | FLAG_MODEL)))
		assert(mark->score >= share - 0.51);
}

static void check_star(struct str answer, const struct star_mark *star)
{
	unsigned words = 0;

	for (size_t i = 0; i < star->count; i++) {
		const struct star_stretch *stretch = &star->list[i];

		assert(stretch->from < stretch->to &&
		       stretch->to <= answer.len);
		assert(i == 0 || stretch->from >= stretch[-1].to);
		assert(fuzz_at_character(answer, stretch->from));
		assert(fuzz_at_character(answer, stretch->to));
		assert(stretch->part < STAR_PARTS);
	}
	for (size_t i = 0; i < STAR_PARTS; i++)
		words += star->words[i];
	assert(star->i + star->we <= words);
}

static void check_mark(struct str answer, const struct mark *mark)
{
	for (size_t i = 0; i < mark->point_count; i++)
		check_point(answer, &mark->points[i]);
	for (size_t i = 0; i < mark->mistake_count; i++) {
		assert(mark->mistakes[i].evidence.count > 0);
		check_spans(answer, &mark->mistakes[i].evidence);
	}
	check_sums(mark);
	check_flags(mark);
	if (mark->star)
		check_star(answer, mark->star);
}

/* ---- the same mark, in other ways ---- */

static void write_json(struct text *text, const struct mark *mark)
{
	struct json json;
	json_t *read;

	json_init(&json, text, 0);
	json_open(&json, '{');
	mark_to_json(&json, mark);
	json_close(&json, '}');
	read = json_loadb(text->s, text->len, JSON_ALLOW_NUL, NULL);
	assert(read);
	assert(json_integer_value(json_object_get(read, "score")) ==
	       mark->score);
	assert(json_array_size(json_object_get(read, "points")) ==
	       mark->point_count);
	json_decref(read);
}

static void check_same(const struct mark *a, const struct mark *b)
{
	struct text one, other;

	text_init(&one, JSON_MAX);
	text_init(&other, JSON_MAX);
	write_json(&one, a);
	write_json(&other, b);
	assert(str_equal(text_str(&one), text_str(&other)));
	assert(a->words == b->words);
	text_release(&one);
	text_release(&other);
}

static void check_explained(struct scene *scene, size_t number,
			    struct str answer, const struct mark *mark)
{
	struct explanation explanation;
	struct text text;
	struct json json;
	json_t *read;

	mark_explain(&scene->arena, scene->markers[number], answer,
		     &explanation);
	check_same(mark, &explanation.mark);
	text_init(&text, JSON_MAX);
	json_init(&json, &text, 0);
	json_open(&json, '{');
	mark_explain_to_json(&json, &explanation);
	json_close(&json, '}');
	read = json_loadb(text.s, text.len, JSON_ALLOW_NUL, NULL);
	assert(read);
	json_decref(read);
	text_release(&text);
}

static void advise(struct scene *scene, size_t number,
		   const struct mark *mark)
{
	const struct question *question = &scene->bank.questions[number];
	const struct follow_up *next = mark_follow_up(question, mark);

	assert(!next || (next >= question->follow_ups &&
			 next < question->follow_ups +
				question->follow_up_count));
	mark_advice_fix(&scene->arena, mark);
	for (size_t i = 0; i < mark->point_count; i++) {
		mark_advice_missing(&scene->arena, &mark->points[i]);
		mark_advice_related(&scene->arena, &mark->points[i]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct scene scene;
	struct str answer = { (const char *)data, size };
	struct mark mark, again;
	size_t number;

	if (!scene.reader)
		open_scene(&scene);
	number = fuzz_choice(&answer) % scene.bank.question_count;
	mark_answer(&scene.arena, scene.markers[number], answer, &mark);
	check_mark(answer, &mark);
	mark_answer_with(scene.reader, &scene.arena, scene.markers[number],
			 answer, &again);
	check_same(&mark, &again);
	check_explained(&scene, number, answer, &mark);
	advise(&scene, number, &mark);
	arena_reset(&scene.arena);
	return 0;
}
