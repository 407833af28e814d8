/* related_test.c - related words and opposites: cases and what always holds.
 *
 * tests/cases/related.txt explains its format. What holds for all stems: a
 * relation is the same from both sides, nothing is related to its opposite or
 * to itself, and the lists that phrases are compiled with say the same as the
 * question about two stems.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "case_kit.h"
#include "lang/lang.h"

#define RELATED "tests/cases/related.txt"

static const char *const names[] = { "nothing", "same", "related", "apart" };

static struct str stem_of(struct arena *arena, struct str word)
{
	return lang_stem(arena, lang_fold(arena, word));
}

static void check_words(struct case_file *cases)
{
	struct arena *arena = &cases->arena;
	struct str rest = cases->value, first, other;

	str_cut(&rest, ' ', &first);
	while (str_cut(&rest, ' ', &other)) {
		struct str a = stem_of(arena, first);
		struct str b = stem_of(arena, other);
		enum lang_relation relation = lang_relation(a, b);

		cases->run++;
		if (!str_is(cases->key, names[relation]))
			case_wrong(cases, "%.*s and %.*s are %s",
				   (int)first.len, first.s, (int)other.len,
				   other.s, names[relation]);
		if (lang_relation(b, a) != relation)
			case_wrong(cases, "%.*s and %.*s: not the same from "
				   "both sides", (int)first.len, first.s,
				   (int)other.len, other.s);
	}
}

static void related_cases(void **state)
{
	struct case_file cases;

	(void)state;
	case_open(&cases, RELATED);
	while (case_next(&cases))
		check_words(&cases);
	case_close(&cases, 110);
}

static void lists_and_questions_agree(void **state)
{
	unsigned count = lang_related_count();
	size_t links = 0;

	(void)state;
	assert_true(count > 4000);
	for (unsigned n = 1; n < count; n++) {
		struct str stem = lang_related_stem(n);
		unsigned last = 0;

		assert_int_equal(lang_related_number(stem), n);
		assert_int_equal(lang_relation(stem, stem), LANG_SAME);
		for (const uint16_t *to = lang_related(n); *to; to++) {
			struct str other = lang_related_stem(*to);

			assert_true(*to > last && *to < count && *to != n);
			assert_int_equal(lang_relation(stem, other),
					 LANG_SYNONYM);
			assert_int_equal(lang_relation(other, stem),
					 LANG_SYNONYM);
			last = *to;
			links++;
		}
	}
	print_message("%u stems, %zu related pairs\n", count - 1, links / 2);
	assert_true(links > 5000);
}

/* The few words that are related to very many are grammar in disguise; each
 * would fill any phrase. */
static void nothing_is_related_to_everything(void **state)
{
	(void)state;
	for (unsigned n = 1; n < lang_related_count(); n++) {
		size_t count = 0;

		while (lang_related(n)[count])
			count++;
		if (count > 24)
			fail_msg("%s is related to %zu stems",
				 lang_related_stem(n).s, count);
	}
}

static void unknown_stems_have_no_relation(void **state)
{
	(void)state;
	assert_int_equal(lang_related_number(STR("")), 0);
	assert_int_equal(lang_related_number(STR("retriev\0x")), 0);
	assert_int_equal(lang_related_number(STR("retrie")), 0);
	assert_int_equal(lang_related(0)[0], 0);
	assert_int_equal(lang_relation(STR(""), STR("")), LANG_SAME);
	assert_int_equal(lang_relation(STR(""), STR("fetch")), LANG_UNRELATED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(related_cases),
		cmocka_unit_test(lists_and_questions_agree),
		cmocka_unit_test(nothing_is_related_to_everything),
		cmocka_unit_test(unknown_stems_have_no_relation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
