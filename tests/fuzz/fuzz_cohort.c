/* fuzz_cohort.c - any bytes as a stream of statements.
 *
 * However the stream is bitten off, the same statements are cut; none is longer
 * than it may be; each is read or refused by a name, and what is read keeps to
 * its bounds. The first byte says how many bytes a bite has.
 */
#include "fuzz.h"

#include "wire/wire.h"

static uint64_t cut(struct str input, size_t bite, struct arena *arena)
{
	uint64_t sum = TEXT_HASH;
	struct cutter cutter;

	cut_init(&cutter);
	while (input.len > 0) {
		struct str bytes = { input.s, bite < input.len ? bite
							       : input.len };
		enum cut_end end;

		input.s += bytes.len;
		input.len -= bytes.len;
		while ((end = cut_next(&cutter, &bytes)) != CUT_MORE) {
			struct str statement = text_str(&cutter.statement);

			sum = sum * 31 + (uint64_t)end;
			if (end != CUT_STATEMENT)
				continue;
			assert(statement.len <= STATEMENT_MAX);
			assert(statement.s[0] == '{');
			assert(statement.s[statement.len - 1] == '}');
			assert(cutter.first >= 1);
			assert(cutter.first <= cutter.line);
			sum = text_hash(sum, statement);
		}
	}
	sum += (uint64_t)cut_last(&cutter);
	cut_release(&cutter);
	arena_reset(arena);
	return sum;
}

static void check(const struct read_facts *facts)
{
	assert(strlen(facts->account) <= READ_KEY_MAX);
	assert(strlen(facts->question) <= READ_KEY_MAX);
	assert(strchr(facts->question, ':'));
	assert(!facts->name || strlen(facts->name) <= READ_NAME_MAX);
	assert(!facts->skill || strlen(facts->skill) <= READ_NAME_MAX);
	assert(facts->score >= 0 && facts->score <= 1);
	assert(facts->words >= -1);
	assert(facts->point_count <= READ_POINTS_MAX);
	for (size_t i = 0; i < facts->point_count; i++)
		assert(facts->points[i].id[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena;
	struct read_facts facts;
	struct str input = { (const char *)data + 1, size ? size - 1 : 0 };
	enum read_end end;

	if (size == 0)
		return 0;
	if (!arena.limit)
		arena_init(&arena, ARENA_LIMIT);
	assert(cut(input, data[0] % 32 + 1, &arena) ==
	       cut(input, 1 << 20, &arena));
	end = read_statement(&arena, input, &facts);
	assert(end < READ_ENDS);
	assert((end <= READ_OTHER) == !read_says[end][0]);
	if (end == READ_ANSWER)
		check(&facts);
	arena_reset(&arena);
	return 0;
}
