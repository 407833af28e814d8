/* remind.c - the command `remind`, for cron or a timer.
 *
 * Nothing is said once today is done, and nothing on a holiday, so it may be
 * run as often as one likes. It only reads: a reminder never stands in the way
 * of an answer that is being kept at that moment.
 */
#include "app/progress/streak.h"
#include "app/commands.h"

static const char *sentence(struct app *app, const struct streak *streak)
{
	if (streak->days == 0)
		return "Not practised yet today: one answer begins a streak.";
	return arena_printf(&app->turn, "%s in a row, not yet today: one "
			    "answer keeps %s.%s",
			    app_count(app, streak->days, "day"),
			    streak->days == 1 ? "it" : "them",
			    streak->freezes == 0 ? "" :
			    " A missed day would spend a freeze.");
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct streak streak;
	const char *says;

	if (!streak_look(app, &streak, err))
		return false;
	if (streak.today != STREAK_NOT_YET)
		return true;
	says = sentence(app, &streak);
	if (!option(arguments, "quiet"))
		app_say(app, "%s\n", says);
	term_notify("rehearse", says);
	return true;
}

static const char *const options[] = { "quiet", NULL };

const struct command command_remind = {
	.name = "remind",
	.usage = "[--quiet]",
	.summary = "say so if today is not done yet, for cron or a timer",
	.help = "One line, and a notice on the desktop where there is one "
		"(notify-send); nothing\nonce today is done or on a holiday. "
		"--quiet leaves the line out.",
	.options = options,
	.bare = true,
	.run = run,
};
