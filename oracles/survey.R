# Weighted tables and raking by R's survey (Lumley); r x c exact tests by R's fisher.test.
# Run as: Rscript survey.R FIXTURES
suppressPackageStartupMessages({
  library(survey)
  library(jsonlite)
})
fixtures <- commandArgs(trailingOnly = TRUE)[1]
set.seed(6)
put <- function(name, oracle, cases) {
  json <- toJSON(list(oracle = unbox(oracle), cases = cases), digits = NA, null = "null")
  writeLines(gsub('{"f":', '\n{"f":', json, fixed = TRUE), file.path(fixtures, paste0(name, ".json")))
  cat(name, ": ", length(cases), " cases\n", sep = "")
}
version <- paste0("R ", getRversion(), ", survey ", packageVersion("survey"))

cases <- list()
while (length(cases) < 60) {
  shape <- list(c(2, 2), c(2, 3), c(3, 4), c(5, 5))[[sample(4, 1)]]
  n <- sample(c(22, 60, 250, 700), 1)
  spread <- sample(c(0, 0.4, 1), 1)
  x <- sample(shape[1], n, TRUE)
  y <- ifelse(runif(n) < sample(c(0, 0.3, 0.8), 1), pmin(x, shape[2]), sample(shape[2], n, TRUE))
  # Weights of six digits, so that both sides read the same numbers.
  w <- signif(exp(rnorm(n, 0, spread)), 6)
  if (any(table(factor(x, 1:shape[1]), factor(y, 1:shape[2])) == 0) && n > 60) next
  if (length(unique(x)) < shape[1] || length(unique(y)) < shape[2]) next
  design <- svydesign(ids = ~1, weights = ~w, data = data.frame(x = factor(x), y = factor(y), w = w))
  test <- tryCatch(suppressWarnings(svychisq(~ x + y, design, statistic = "F")), error = function(e) NULL)
  if (is.null(test) || is.na(test$p.value) || test$p.value < 1e-300) next
  f <- unname(test$statistic)
  # Pearson's X-squared, and from it the sum of the design effects, X-squared / F.
  pearson <- unname(suppressWarnings(chisq.test(svytable(~ x + y, design, Ntotal = n), correct = FALSE)$statistic))
  df <- prod(shape - 1)
  first <- f * df
  cases[[length(cases) + 1]] <- list(
    f = unbox("rao_scott"), rows = unbox(shape[1]), columns = unbox(shape[2]), x = x - 1, y = y - 1, w = w,
    value = c(pearson, f, unname(test$parameter), test$p.value, first, pchisq(first, df, lower.tail = FALSE))
  )
}
put("rao_scott", paste0(version, ": svychisq(statistic = \"F\"); the first order from its X-squared and F"), cases)

cases <- list()
while (length(cases) < 30) {
  n <- sample(c(22, 100, 250), 1)
  a <- sample(3, n, TRUE)
  b <- sample(2, n, TRUE)
  c <- sample(4, n, TRUE)
  start <- if (runif(1) < 0.5) rep(1, n) else signif(runif(n, 0.3, 3), 6)
  share <- function(k) { s <- round(runif(k, 1, 2), 2); s / sum(s) }
  targets <- list(share(3), share(2), share(4))
  if (length(unique(a)) < 3 || length(unique(b)) < 2 || length(unique(c)) < 4) next
  data <- data.frame(a = factor(a), b = factor(b), c = factor(c), w = start)
  design <- svydesign(ids = ~1, weights = ~w, data = data)
  raked <- tryCatch(
    rake(design, list(~a, ~b, ~c),
         list(data.frame(a = factor(1:3), Freq = n * targets[[1]]),
              data.frame(b = factor(1:2), Freq = n * targets[[2]]),
              data.frame(c = factor(1:4), Freq = n * targets[[3]])),
         control = list(maxit = 2000, epsilon = 1e-13 * n)),
    warning = function(e) NULL, error = function(e) NULL)
  if (is.null(raked)) next
  cases[[length(cases) + 1]] <- list(
    f = unbox("rake"), members = list(a - 1, b - 1, c - 1), targets = targets, start = start,
    value = unname(weights(raked))
  )
}
put("rake", paste0(version, ": rake, epsilon 1e-13 of n"), cases)

cases <- list()
job <- c(1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11)
tables <- list(list(4, 4, job))
for (i in 1:25) {
  r <- sample(2:5, 1); c <- sample(3:5, 1); n <- sample(c(22, 40, 90), 1)
  cells <- table(factor(sample(r, n, TRUE, prob = 1:r), 1:r), factor(sample(c, n, TRUE, prob = c:1), 1:c))
  tables[[length(tables) + 1]] <- list(r, c, as.vector(t(cells)))
}
for (t in tables) {
  m <- matrix(t[[3]], t[[1]], t[[2]], byrow = TRUE)
  m <- m[rowSums(m) > 0, colSums(m) > 0, drop = FALSE]
  if (min(dim(m)) < 2) next
  p <- tryCatch(fisher.test(m, workspace = 2e8)$p.value, error = function(e) NULL)
  if (is.null(p)) next
  cases[[length(cases) + 1]] <- list(f = unbox("permutation"), args = list(unbox(t[[1]]), unbox(t[[2]]), t[[3]]), value = unbox(p))
}
put("permutation_large", paste0(version, ": fisher.test"), cases)
