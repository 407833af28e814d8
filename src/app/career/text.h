/* text.h - a CV or a letter as the commands get it. */
#ifndef APP_CAREER_TEXT_H
#define APP_CAREER_TEXT_H

#include "app/command.h"

/* The text of a file: as it is, or of a PDF what pdftotext reads in it. False
 * where it is no text that can be read; err says what to do. */
MUST_CHECK bool career_text(struct app *app, const char *path,
			    struct str *text, struct error *err);

#endif
