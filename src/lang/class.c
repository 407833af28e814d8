/* class.c - the words of each class.
 *
 * Lists, not rules: each word is here because answers were read wrongly
 * without it. They are looked through at build time only (compile/words.c),
 * but for the stems of avoiders, which words that no list knows may have too.
 */
#include "lang/class.h"

static const char *const lists[CLASS_COUNT] = {
	[CLASS_RUN_TOGETHER] = "dont doesnt didnt isnt arent wasnt werent cant "
		"cannot wont couldnt wouldnt shouldnt hasnt havent hadnt "
		"mustnt neednt aint",
	[CLASS_CONTRAST] = "but whereas although though however unlike "
		"otherwise",
	[CLASS_CLAUSE] = "rather instead opposed yet while whilst",
	[CLASS_MEANWHILE] = "it they you we i one",
	[CLASS_NEGATOR] = "not no never without nor neither none nothing "
		"nobody nowhere hardly barely non",
	/* after not, no, nothing */
	[CLASS_HARMLESS] = "only just merely longer null op sql matter doubt "
		"but forget least wonder",
	/* No it is ... */
	[CLASS_ANSWERED] = "it they you this that we i there the because",
	[CLASS_OPENER] = "the a an every each your our is are was were has "
		"have does do can could will would must should may might all",
	[CLASS_TIE] = "of in on for from with and or by at into about",
	[CLASS_SUBJECT] = "it this they you we i",
	[CLASS_SAYER] = "think believe mean say guarantee ensure imply assume "
		"expect that sure of for with to on because tell give show "
		"let",
	[CLASS_END] = "so because since which if when unless as then "
		"therefore until means where",
	[CLASS_DOUBT] = "not no unsure dunno forget forgot forgotten",
	[CLASS_COMPARED] = "faster slower quicker bigger smaller larger "
		"higher lower better worse increase decrease increases "
		"decreases cheaper dearer longer shorter easier harder "
		"stronger weaker more less fewer safer riskier simpler",
	[CLASS_PAIRED] = "longer rather instead opposed",
	[CLASS_A] = "a", [CLASS_AND] = "and", [CLASS_IF] = "if",
	[CLASS_INSTEAD] = "instead", [CLASS_LONGER] = "longer",
	[CLASS_NO] = "no", [CLASS_NON] = "non", [CLASS_NOT] = "not",
	[CLASS_OF] = "of", [CLASS_OPPOSED] = "opposed",
	[CLASS_OR] = "or",
	[CLASS_RATHER] = "rather", [CLASS_THAN] = "than", [CLASS_THE] = "the",
	[CLASS_THEN] = "then", [CLASS_TO] = "to",
	[CLASS_WHILE] = "while whilst", [CLASS_WHY] = "why",
	[CLASS_WITHOUT] = "without", [CLASS_YET] = "yet",
};

const char *class_words(enum class class)
{
	return lists[class];
}

static bool names(const char *list, struct str folded)
{
	struct str rest = str_of(list), word;

	while (str_cut(&rest, ' ', &word))
		if (str_equal(word, folded))
			return true;
	return false;
}

uint64_t class_of(struct str folded)
{
	uint64_t classes = 0;

	for (int class = 0; class < CLASS_COUNT; class++)
		if (lists[class] && names(lists[class], folded))
			classes |= class_bit((enum class)class);
	return classes;
}

bool class_is_avoider(struct str stem)
{
	static const char *const stems[] = {
		"avoid", "prevent", "stop", "myth", "wrong", "mistak",
		"danger", "unlik", "fals", "forbid",
	};

	for (size_t i = 0; i < sizeof(stems) / sizeof(*stems); i++)
		if (str_is(stem, stems[i]))
			return true;
	return false;
}
