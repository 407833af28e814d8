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
		"let whether how",
	[CLASS_END] = "so because since which if when unless as then "
		"therefore until means where",
	[CLASS_DOUBT] = "not no unsure dunno forget forgot forgotten",
	[CLASS_COMPARED] = "faster slower quicker bigger smaller larger "
		"higher lower better worse increase decrease increases "
		"decreases cheaper dearer longer shorter easier harder "
		"stronger weaker more less fewer safer riskier simpler",
	[CLASS_PAIRED] = "longer rather instead opposed",
	[CLASS_DEGREE] = "many much often long few little big small large "
		"fast slow hard high low far deep complex good bad",
	[CLASS_FINITE] = "is are was were am has have had does do did can "
		"could will would should must may might shall",
	[CLASS_CONDITION] = "if when whenever unless until once where that "
		"which who whose whoever whatever",
	[CLASS_ORDER] = "use add put send return run make take pick choose "
		"keep set go try call start retry serve reject read write "
		"fetch look check give move split ask wait throw store",
	[CLASS_SETTLED] = "there present found set ready available needed "
		"enough back yet here cached known anymore",
	[CLASS_JOINT] = "and or nor",
	[CLASS_SAY] = "say says said saying answer answers",
	[CLASS_LIMIT] = "more less fewer later sooner",
	[CLASS_IDLE] = "matter",
	[CLASS_ALONG] = "along again back away up down out over together "
		"under as before after",
	[CLASS_HAVE] = "have has had make makes made give gives gave take "
		"takes took learn learned learnt keep keeps kept use uses "
		"used add adds need needs prove proves did do does set tell "
		"told agree agreed",
	[CLASS_BANNED] = "avoided removed skipped ignored dropped omitted "
		"banned forbidden discouraged disabled",
	[CLASS_USELESS] = "useless pointless unnecessary unneeded needless "
		"overkill unsuitable irrelevant harmful worthless impossible "
		"forbidden unimportant",
	[CLASS_REFUSE] = "refuse refused ignore ignored skip skipped omit "
		"omitted",
	[CLASS_MAKE] = "make makes made", [CLASS_WORSE] = "worse",
	[CLASS_NOTHING] = "no nothing nobody",
	[CLASS_A] = "a", [CLASS_ABLE] = "able", [CLASS_AND] = "and",
	[CLASS_BE] = "be",
	[CLASS_BETWEEN] = "between both", [CLASS_HOWEVER] = "however",
	[CLASS_IF] = "if",
	[CLASS_INSTEAD] = "instead", [CLASS_LONGER] = "longer",
	[CLASS_NEED] = "need", [CLASS_NEVER] = "never",
	[CLASS_NO] = "no", [CLASS_NON] = "non", [CLASS_NOT] = "not",
	[CLASS_OF] = "of", [CLASS_OPPOSED] = "opposed",
	[CLASS_OR] = "or",
	[CLASS_RATHER] = "rather", [CLASS_SUCH] = "such",
	[CLASS_THAN] = "than", [CLASS_THAT] = "that",
	[CLASS_THE] = "the",
	[CLASS_THEN] = "then", [CLASS_TO] = "to",
	[CLASS_WHILE] = "while whilst", [CLASS_WHY] = "why",
	[CLASS_WITHOUT] = "without", [CLASS_YET] = "yet", [CLASS_YOU] = "you",
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
