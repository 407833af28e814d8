/* read.c - statements from files into a cohort's figures.
 *
 * One statement is in memory at a time. Beside the figures only the ids of the
 * answers are kept, 16 bytes each, since a store hands out again what was
 * fetched before, and files overlap. A statement may be taken back by a later
 * one, of which its own time knows nothing: files that speak of voiding are
 * read for that first.
 */
#include "app/cohort/cohort.h"

#include <string.h>

enum { PIECE = 64 << 10 };

/* A set of ids, as wide as it must be; a seed of the moment keeps others from
 * choosing ids that all meet in one place. */
struct ids {
	struct arena arena;
	uint64_t (*slots)[2];		/* both 0: free */
	size_t slot_count, count;	/* a power of two */
	uint64_t seed;
};

struct source {
	struct app *app;
	struct arena statement;		/* of one */
	struct ids answers, voids;
	struct gathering *gathering;
	struct tally *tally;
	const char *path;		/* being read */
	struct cutter cutter;
	bool for_voids;			/* the first reading */
};

/* ---- ids ---- */

static void ids_init(struct ids *ids, const struct app *app)
{
	*ids = (struct ids){ .slots = NULL };
	arena_init(&ids->arena, 0);
	app->entropy(&ids->seed, sizeof(ids->seed));
}

static uint64_t *slot_of(const struct ids *ids, const uint64_t id[2])
{
	uint64_t hash = (id[0] ^ ids->seed) * UINT64_C(0x9e3779b97f4a7c15);
	size_t at;

	hash = (hash ^ hash >> 29 ^ id[1]) * UINT64_C(0xbf58476d1ce4e5b9);
	for (at = (hash ^ hash >> 32) & (ids->slot_count - 1);
	     ids->slots[at][0] | ids->slots[at][1];
	     at = (at + 1) & (ids->slot_count - 1))
		if (ids->slots[at][0] == id[0] && ids->slots[at][1] == id[1])
			break;
	return ids->slots[at];
}

static void widen(struct ids *ids)
{
	struct ids old = *ids;

	ids->slot_count = old.slot_count ? old.slot_count * 2 : 1024;
	arena_init(&ids->arena, 0);
	ids->slots = arena_alloc(&ids->arena, ids->slot_count,
				 sizeof(*ids->slots));
	for (size_t i = 0; i < old.slot_count; i++) {
		if (old.slots[i][0] | old.slots[i][1])
			memcpy(slot_of(ids, old.slots[i]), old.slots[i],
			       sizeof(*ids->slots));
	}
	arena_release(&old.arena);
}

static bool ids_have(const struct ids *ids, const uint64_t id[2])
{
	const uint64_t *slot = ids->count ? slot_of(ids, id) : NULL;

	return slot && (slot[0] | slot[1]);
}

/* False where it is there already. */
static bool ids_add(struct ids *ids, const uint64_t id[2])
{
	uint64_t *slot;

	if (ids->count * 2 >= ids->slot_count)
		widen(ids);
	slot = slot_of(ids, id);
	if (slot[0] | slot[1])
		return false;
	slot[0] = id[0];
	slot[1] = id[1];
	ids->count++;
	return true;
}

/* ---- one statement ---- */

static bool speaks(struct str bytes)
{
	static const char word[] = "voided";
	const char *at = bytes.s, *end = bytes.s + bytes.len;

	while ((size_t)(end - at) >= sizeof(word) - 1 &&
	       (at = memchr(at, word[0], (size_t)(end - at) -
			    (sizeof(word) - 2)))) {
		if (memcmp(at, word, sizeof(word) - 1) == 0)
			return true;
		at++;
	}
	return false;
}

const char *cohort_reason(int reason)
{
	if (reason == REASON_BROKEN)
		return "is broken off, or no JSON";
	if (reason == REASON_LONG)
		return "is longer than 1 MiB";
	return reason >= REASON_FULL ? cohort_full_says[reason - REASON_FULL]
				     : read_says[reason];
}

static void skip(struct source *source, int reason)
{
	struct reason *told = &source->tally->reasons[reason];

	source->tally->skipped++;
	if (told->count++ > 0)
		return;
	told->path = source->path;
	told->line = source->cutter.first;
}

/* The learner's own rules for what keeps a day are not known: no junk. */
static void take_answer(struct source *source, const struct read_facts *facts)
{
	struct cohort_point points[READ_POINTS_MAX];
	struct cohort_answer answer = {
		.account = facts->account, .name = facts->name,
		.question = facts->question, .skill = facts->skill,
		.score = facts->score, .at = facts->at.utc,
		.day = plan_day(facts->at, source->app->settings.rollover),
		.counts = !facts->junk, .points = points,
		.point_count = facts->point_count,
	};
	enum cohort_full full;

	if (ids_have(&source->voids, facts->id)) {
		source->tally->voided++;
		return;
	}
	if (!ids_add(&source->answers, facts->id)) {
		source->tally->again++;
		return;
	}
	for (size_t i = 0; i < facts->point_count; i++)
		points[i] = (struct cohort_point){
			facts->points[i].id, facts->points[i].missed,
		};
	full = cohort_add(source->gathering, &answer);
	if (full != COHORT_TAKEN)
		skip(source, REASON_FULL + (int)full);
}

static void take(struct source *source, struct str statement)
{
	struct read_facts facts;
	enum read_end end;

	if (source->for_voids && !speaks(statement))
		return;
	arena_reset(&source->statement);
	end = read_statement(&source->statement, statement, &facts);
	if (source->for_voids) {
		if (end == READ_VOID)
			(void)ids_add(&source->voids, facts.target);
		return;
	}
	source->tally->read++;
	if (end == READ_ANSWER)
		take_answer(source, &facts);
	else if (end == READ_VOID || end == READ_OTHER)
		source->tally->other++;
	else
		skip(source, (int)end);
}

static void drop(struct source *source, enum cut_end end)
{
	if (source->for_voids)
		return;
	source->tally->read++;
	skip(source, end == CUT_LONG ? REASON_LONG : REASON_BROKEN);
}

/* ---- one file ---- */

static bool too_many(const struct source *source, struct error *err)
{
	return source->answers.count > COHORT_STATEMENTS_MAX &&
		!error_set(err, "there are more than %d answers; read fewer "
			   "files at once", COHORT_STATEMENTS_MAX);
}

static void cut_piece(struct source *source, struct str bytes)
{
	enum cut_end end;

	while ((end = cut_next(&source->cutter, &bytes)) != CUT_MORE) {
		if (end == CUT_STATEMENT)
			take(source, text_str(&source->cutter.statement));
		else
			drop(source, end);
	}
}

static bool read_pieces(struct source *source, FILE *file, struct error *err)
{
	char *piece = arena_room(&source->app->turn, PIECE, 1);
	size_t got;

	cut_init(&source->cutter);
	while ((got = fread(piece, 1, PIECE, file)) > 0 &&
	       !too_many(source, err))
		cut_piece(source, (struct str){ piece, got });
	if (got == 0 && cut_last(&source->cutter) != CUT_MORE)
		drop(source, CUT_BROKEN);
	cut_release(&source->cutter);
	if (ferror(file))
		return error_set(err, "%s could not be read to its end",
				 source->path);
	return got == 0;
}

/* Does it say "voided" anywhere? A word may lie across two pieces. */
static bool speaks_of_voiding(FILE *file)
{
	char piece[PIECE];
	size_t kept = 0, got;
	bool found = false;

	while (!found && (got = fread(piece + kept, 1, PIECE - kept,
				      file)) > 0) {
		got += kept;
		found = speaks((struct str){ piece, got });
		kept = got < 5 ? got : 5;
		memmove(piece, piece + got - kept, kept);
	}
	return found;
}

static bool read_file(struct source *source, const char *path,
		      struct error *err)
{
	FILE *file;
	bool ok = true;

	source->path = path;
	if (!file_open(path, &file, err))
		return false;
	if (source->for_voids && !speaks_of_voiding(file)) {
		ok = !ferror(file) ||
			error_set(err, "%s could not be read to its end",
				  path);
		fclose(file);
		return ok;
	}
	if (source->for_voids && fseek(file, 0, SEEK_SET) != 0)
		ok = error_set(err, "%s cannot be read twice; save it as a "
			       "file first", path);
	ok = ok && read_pieces(source, file, err);
	fclose(file);
	return ok;
}

static bool read_files(struct source *source, const char *const *paths,
		       size_t count, bool for_voids, struct error *err)
{
	source->for_voids = for_voids;
	for (size_t i = 0; i < count; i++)
		if (!read_file(source, paths[i], err))
			return false;
	return true;
}

bool cohort_read(struct app *app, const char *const *paths, size_t count,
		 struct tally *tally, struct cohort *cohort,
		 struct error *err)
{
	struct source source = {
		.app = app, .tally = tally,
		.gathering = cohort_begin(&app->turn),
	};
	bool ok;

	*tally = (struct tally){ 0 };
	arena_init(&source.statement, 0);
	ids_init(&source.answers, app);
	ids_init(&source.voids, app);
	ok = read_files(&source, paths, count, true, err) &&
		read_files(&source, paths, count, false, err);
	arena_release(&source.voids.arena);
	arena_release(&source.answers.arena);
	arena_release(&source.statement);
	if (ok)
		cohort_end(source.gathering, app_today(app),
			   app->now(app).utc, cohort);
	return ok;
}
