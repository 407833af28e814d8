/* commands.h - every command there is, each defined in its own file. */
#ifndef APP_COMMANDS_H
#define APP_COMMANDS_H

#include "app/command.h"

extern const struct command
	command_practise, command_date, command_note, command_favourite,
	command_never, command_mark, command_explain,		/* practice/ */
	command_progress, command_streak, command_history, command_report,
	command_pause, command_remind, command_due, command_undo,
	command_export,						/* progress/ */
	command_path, command_audit, command_adverts, command_cv,
	command_stories, command_salary, command_applications,	/* career/ */
	command_questions, command_show, command_bank,		/* banks/ */
	command_grade,						/* grade/ */
	command_calibrate,					/* calibrate/ */
	command_pattern,					/* pattern/ */
	command_feedback, command_enrol, command_erase,		/* feedback/ */
	command_cohort,						/* cohort/ */
	command_set, command_backup, command_restore, command_merge,
	command_doctor,						/* care/ */
	command_help, command_version, command_quit;		/* help.c */

#endif
