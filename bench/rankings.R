# bench/rankings.R FILE - survival::coxph on the same ballots: seconds of the
# fit, and the log worths with the first item at 0.
suppressMessages(library(survival))
place <- as.matrix(read.csv(commandArgs(TRUE)[1], header = FALSE))
n <- nrow(place); k <- ncol(place)
long <- data.frame(time = as.vector(t(place)), item = factor(rep(1:k, n)),
                   ballot = rep(1:n, each = k), chosen = 1)
seconds <- system.time(
    fit <- coxph(Surv(time, chosen) ~ item + strata(ballot) + cluster(ballot),
                 data = long, ties = "breslow"))[["elapsed"]]
cat(sprintf("%.9f\n", c(0, coef(fit))), sep = "")
cat(sprintf("coxph %d %d %.3f\n", n, k, seconds))
