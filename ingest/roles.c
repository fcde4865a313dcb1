/* roles.c - headers of columns that are no answers, as platforms and people
 * write them.  A column that the definition maps is an answer all the same. */
#include "ingest/layout.h"

#include <string.h>

static const struct {
    const char *header; /* folded */
    enum column_role role;
} roles[] = {
    {"respondent id", ROLE_ID},
    {"respondentid", ROLE_ID},
    {"response id", ROLE_ID},
    {"responseid", ROLE_ID},
    {"record id", ROLE_ID},
    {"recordid", ROLE_ID},
    {"submission id", ROLE_ID},
    {"unique response number", ROLE_ID},
    {"urn", ROLE_ID},
    {"user id", ROLE_ID},
    {"userid", ROLE_ID},
    {"case id", ROLE_ID},
    {"id", ROLE_ID},
    {"start date", ROLE_STARTED},
    {"startdate", ROLE_STARTED},
    {"start time", ROLE_STARTED},
    {"started", ROLE_STARTED},
    {"time started", ROLE_STARTED},
    {"end date", ROLE_SUBMITTED},
    {"enddate", ROLE_SUBMITTED},
    {"completion time", ROLE_SUBMITTED},
    {"completed at", ROLE_SUBMITTED},
    {"submitted", ROLE_SUBMITTED},
    {"submitted at", ROLE_SUBMITTED},
    {"submitted on", ROLE_SUBMITTED},
    {"submission date", ROLE_SUBMITTED},
    {"date submitted", ROLE_SUBMITTED},
    {"submitdate", ROLE_SUBMITTED},
    {"ended", ROLE_SUBMITTED},
    {"timestamp", ROLE_SUBMITTED},
    {"status", ROLE_TEST},
    {"response type", ROLE_TEST},
    {"custom data 1", ROLE_TEST},
    {"custom data", ROLE_TEST},
    {"test", ROLE_TEST},
    {"preview", ROLE_TEST},
    {"weight", ROLE_WEIGHT},
    {"weights", ROLE_WEIGHT},
    {"wt", ROLE_WEIGHT},
    {"collector id", ROLE_PLATFORM},
    {"collectorid", ROLE_PLATFORM},
    {"collector", ROLE_PLATFORM},
    {"collector nm", ROLE_PLATFORM},
    {"channel", ROLE_PLATFORM},
    {"language", ROLE_PLATFORM},
    {"user language", ROLE_PLATFORM},
    {"progress", ROLE_PLATFORM},
    {"duration", ROLE_PLATFORM},
    {"duration (in seconds)", ROLE_PLATFORM},
    {"tracking link", ROLE_PLATFORM},
    {"user agent", ROLE_PLATFORM},
    {"referer", ROLE_PLATFORM},
    {"custom data 2", ROLE_PLATFORM},
    {"custom data 3", ROLE_PLATFORM},
    {"userno", ROLE_PLATFORM},
    {"unique id", ROLE_PLATFORM},
    {"name", ROLE_PERSONAL},
    {"what is your name", ROLE_PERSONAL},
    {"what is your full name", ROLE_PERSONAL},
    {"what is your email address", ROLE_PERSONAL},
    {"what is your e-mail address", ROLE_PERSONAL},
    {"what is your telephone number", ROLE_PERSONAL},
    {"what is your phone number", ROLE_PERSONAL},
    {"your name", ROLE_PERSONAL},
    {"full name", ROLE_PERSONAL},
    {"first name", ROLE_PERSONAL},
    {"last name", ROLE_PERSONAL},
    {"forename", ROLE_PERSONAL},
    {"surname", ROLE_PERSONAL},
    {"email", ROLE_PERSONAL},
    {"e-mail", ROLE_PERSONAL},
    {"email address", ROLE_PERSONAL},
    {"e-mail address", ROLE_PERSONAL},
    {"your email address", ROLE_PERSONAL},
    {"address", ROLE_PERSONAL},
    {"ip", ROLE_PERSONAL},
    {"ip address", ROLE_PERSONAL},
    {"ipaddress", ROLE_PERSONAL},
    {"phone", ROLE_PERSONAL},
    {"phone number", ROLE_PERSONAL},
    {"telephone", ROLE_PERSONAL},
    {"telephone number", ROLE_PERSONAL},
    {"mobile", ROLE_PERSONAL},
    {"mobile number", ROLE_PERSONAL},
    {"date of birth", ROLE_PERSONAL},
    {"national insurance number", ROLE_PERSONAL},
};

enum column_role role_of(struct text header)
{
    struct str folded = {0};
    enum column_role role = ROLE_ANSWER;

    text_fold(&folded, header);
    while (folded.n && strchr(":?.*", folded.p[folded.n - 1]))
        folded.p[--folded.n] = '\0';
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(str_cstr(&folded), roles[i].header) == 0)
            role = roles[i].role;
    str_free(&folded);
    return role;
}
