# bench/count.R - data.table's weighted counts of 20 questions by 6 breakdowns
# from wide.csv, read before the clock starts.  Prints seconds.
suppressMessages(library(data.table))
d <- fread("wide.csv", showProgress = FALSE)
cat(system.time(
    for (q in paste0("q", 1:20)) for (by in paste0("b", 1:6))
        d[, .(n = .N, w = sum(w)), by = c(q, by)])[["elapsed"]])
