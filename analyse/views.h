/* views.h - kinds of respondent, and the views of data.h. */
#ifndef ANALYSE_VIEWS_H
#define ANALYSE_VIEWS_H

#include "analyse/data.h"

/* Fills data->kind and data->view. */
MUST_CHECK enum status views_make(struct data *data, struct err *err);
void views_free(struct data *data);

#endif
