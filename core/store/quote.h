/* quote.h - the only two ways in which text that is not a constant enters SQL.
 */
#ifndef CORE_STORE_QUOTE_H
#define CORE_STORE_QUOTE_H

#include "core/base/text.h"

/* A column or table name made of keys: admits [a-z0-9_] alone (asserted by
 * returning false) and puts it in double quotes. */
bool quote_name(struct str *sql, struct text name);
/* A literal: single quotes, doubled inside; refuses NUL. */
bool quote_literal(struct str *sql, struct text value);

#endif
