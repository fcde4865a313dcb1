# bench/count.R - data.table's weighted counts of 20 questions by 6 breakdowns
# from wide.csv, read before the clock starts.  Prints seconds, and responses
# and weight of one cell.
suppressMessages(library(data.table))
d <- fread("wide.csv", showProgress = FALSE)
seconds <- system.time(
    for (q in paste0("q", 1:20)) for (by in paste0("b", 1:6))
        counts <- d[, .(n = .N, w = sum(w)), by = c(q, by)])[["elapsed"]]
cell <- counts[q20 == 1 & b6 == 1]
cat(sprintf("%.3f %.0f %.15g\n", seconds, cell$n, cell$w))
