/* patterns_charts.h - what charts show, in words, and the notes that they need;
 * a part of patterns.h. */
// clang-format off
PATTERN(ALT_GROUPED, "Bars side by side for each line of the table that follows, one for each group.")
PATTERN(ALT_DIVERGING, "Stacked bar chart with a bar for each line of the table that follows, negative answers to the left of the middle, neutral ones across it, positive ones to the right.")
PATTERN(ALT_HEAT, "Heat map: a row for each item and a column for each group, with the numbers of the table that follows.")
PATTERN(ALT_SLOPE, "A line for each item from its value in one group to its value in the other, as in the table that follows.")
PATTERN(ALT_BUMP, "A line for each item through its places by each way of counting, as in the table that follows.")
PATTERN(ALT_PROFILE, "A bar for the share of each group among those who replied, with a mark at what is known of everyone; the table that follows has the figures.")
PATTERN(ALT_HISTOGRAM, "Upright bars for the share who gave each score, from the lowest to the highest; the table that follows has the figures.")
PATTERN(ALT_QUADRANT, "A dot for each item: the share satisfied across, the share who chose it upwards, parted by lines at the averages over the items; the table that follows has the figures.")
PATTERN(NOTE_IMPORTANCE, "The rating is the share who chose an item times the share not satisfied with it. It grows with the number of choices that were allowed, and does not compare with other surveys.")
PATTERN(NOTE_DERIVED, "The correlation shows how far people who are satisfied with an item are satisfied with the whole; it says nothing of causes.")
PATTERN(PROFILE_CHART, "Those who replied beside what is known of everyone")
PATTERN(NOTE_APART, "Answers that are no view stand beside the bars, as shares of all who answered.")
PATTERN(NOTE_SLOPE, "The chart shows both groups without intervals; a line that rises is an item that stands higher in the second.")
PATTERN(NOTE_BUMP, "The chart shows some of the ways of counting; the table shows all.")
PATTERN(NOTE_HEAT_CHART, "The stronger the colour, the nearer to first.")
// clang-format on
