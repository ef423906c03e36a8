/** The stone of the first page: the code of `fixtures/voices/calm-high.wav`, a synthetic woman who speaks slowly and evenly. */
export const EXAMPLE_CODE = "vl0.TvYyRVLICAybpAK38dFBflwFqFooeHFkCyl-Sct9Gp4Yukr-aJqAk-0";
