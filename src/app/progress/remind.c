/* remind.c - the command `remind`, for cron or a timer.
 *
 * Nothing is said once today is done and its goal is reached, and nothing on a
 * holiday, so it may be run as often as one likes. It only reads: a reminder
 * never stands in the way of an answer that is being kept at that moment.
 */
#include "app/practice/practice.h"
#include "app/progress/streak.h"
#include "app/commands.h"

#include <inttypes.h>

struct reminder {
	struct streak streak;
	int64_t answered;		/* questions, today */
	struct interview interview;
};

static bool look(struct app *app, void *context, struct error *err)
{
	struct reminder *reminder = context;

	return app_streak(app, &reminder->streak, err) &&
	       goal_answered(app, &reminder->answered, err) &&
	       store_interview(app->store, &reminder->interview, err);
}

static void add_streak(struct app *app, struct text *text,
		       const struct streak *streak)
{
	if (streak->days == 0) {
		text_add(text, "Not practised yet today: one answer begins a "
			 "streak.");
		return;
	}
	text_addf(text, "%s in a row, not yet today: one answer keeps %s.",
		  app_count(app, streak->days, "day"),
		  streak->days == 1 ? "it" : "them");
	if (streak->freezes > 0)
		text_add(text, " A missed day would spend a freeze.");
}

static void add_goal(struct app *app, struct text *text, int64_t answered)
{
	int goal = app->settings.goal;

	if (answered >= goal)
		return;
	if (answered == 0)
		text_addf(text, "%sThe goal is %s a day.",
			  text->len ? " " : "",
			  app_count(app, goal, "question"));
	else
		text_addf(text, "%s%" PRId64 " of %s answered today: %" PRId64
			  " more %s the goal.", text->len ? " " : "",
			  answered, app_count(app, goal, "question"),
			  goal - answered,
			  goal - answered == 1 ? "reaches" : "reach");
}

/* One that is over is not spoken of; the next start forgets it. */
static void add_interview(struct app *app, struct text *text,
			  const struct interview *interview)
{
	int64_t left = interview->day - app_today(app);

	if (interview->day == 0 || left < 0)
		return;
	text_addf(text, " Your interview is %s.", left == 0 ? "today"
		  : left == 1 ? "tomorrow"
		  : arena_printf(&app->turn, "in %s",
				 app_count(app, left, "day")));
}

/* One line; empty where there is nothing to remind of. */
static void say(struct app *app, struct text *text,
		const struct reminder *reminder)
{
	if (reminder->streak.today == STREAK_PAUSED)
		return;
	if (reminder->streak.today == STREAK_NOT_YET)
		add_streak(app, text, &reminder->streak);
	add_goal(app, text, reminder->answered);
	if (text->len > 0)
		add_interview(app, text, &reminder->interview);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct reminder reminder = { .answered = 0 };
	struct text text;

	if (!streak_look(app, look, &reminder, err))
		return false;
	text_init(&text, 1024);
	say(app, &text, &reminder);
	if (text.len > 0) {
		if (!option(arguments, "quiet"))
			app_say(app, "%s\n", text.s);
		term_notify("rehearse", text.s);
	}
	text_release(&text);
	return true;
}

static const char *const options[] = { "quiet", NULL };

const struct command command_remind = {
	.name = "remind",
	.usage = "[--quiet]",
	.summary = "say so if today is not done yet, for cron or a timer",
	.help = "One line, and a notice on the desktop where there is one "
		"(notify-send): what\ntoday still asks for, the goal and the "
		"interview. Nothing once today is done and\nits goal reached, "
		"or on a holiday. --quiet leaves the line out.",
	.options = options,
	.bare = true,
	.run = run,
};
