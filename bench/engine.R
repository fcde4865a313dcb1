# bench/engine.R TASK - R survey on wide.csv, read before the clock starts.
# TASK: tables, raking or means.  Prints seconds, further seconds and the
# figures of one cell, which canvass is held to: value, standard error and p (0
# where none).  Further seconds are for what canvass stores of the same
# questions in the same run and the task itself does not ask for.
suppressMessages(library(survey))
task <- commandArgs(TRUE)[1]
d <- read.csv("wide.csv")
b <- paste0("b", 1:6)
for (name in c(b, paste0("q", 1:20))) d[[name]] <- factor(d[[name]])
design <- svydesign(ids = ~1, weights = ~w, data = d)
f <- function(...) reformulate(c(...))

# Shares with errors and intervals by level, and Rao and Scott's test to the
# second order.
tables <- function() {
    for (q in paste0("q", 1:20)) {
        valid <- subset(design, !is.na(d[[q]]))
        for (by in b) {
            share <- svyby(f(q), f(by), valid, svymean)
            interval <- confint(share)
            test <- svychisq(f(q, by), valid, statistic = "F")
        }
    }
    c(coef(share)[1], unlist(SE(share))[1], test$p.value)
}
means <- function() {
    for (x in paste0("x", 1:4)) for (by in b) {
        mean <- svyby(f(x), f(by), design, svymean)
        median <- svyby(f(x), f(by), design, svyquantile, quantiles = 0.5)
    }
    c(coef(mean)[1], SE(mean)[1], 0)
}
# Of the same numbers: standard deviations, and the test that means are equal.
means_further <- function() {
    for (x in paste0("x", 1:4)) for (by in b) {
        sqrt(coef(svyby(f(x), f(by), design, svyvar)))
        regTermTest(svyglm(reformulate(by, x), design), f(by))
    }
}
# Five margins, then every variable by every other with calibrated errors.
raking <- function() {
    t <- read.csv("targets.csv")
    inner <- t[t$level > 1, ]
    total <- c(sum(d$w), inner$share * sum(d$w))
    names(total) <- c("(Intercept)", paste0(inner$margin, inner$level))
    raked <- calibrate(design, f(b[1:5]), total, calfun = "raking",
                       maxit = 100, epsilon = 1e-10)
    for (q in b) for (by in setdiff(b, q)) svyby(f(q), f(by), raked, svymean)
    share <- svymean(~b6, raked)
    c(coef(share)[1], SE(share)[1], 0)
}
seconds <- system.time(cell <- get(task)())[["elapsed"]]
further <- if (task == "means") system.time(means_further())[["elapsed"]] else 0
cat(sprintf("%.3f %.3f %.15g %.15g %.15g\n", seconds, further, cell[1], cell[2],
            cell[3]))
