/** The stones that turn while nobody speaks: synthetic voices of `fixtures/voices`, from calm to excited and from a man to a bird. */
export const ATTRACT_CODES = [
  // calm-high
  "vl0.Tr2MkVSyAIDJuqQCt_N1FBfmdAWoW5qHhxScCyl_jJy30WqeGLyUr-aJcoDpLQ",
  // laughter
  "vl0.ShD1C5KxeqCdP1yBya48wuipNEP36Dw1Jug8FlXeWyqdJFw7231snUfpPD5WpTQfdB1LELaT",
  // bird
  "vl0.vd8REREQgtDWOnuCa381A1x_LQUIfYQGj3gGBvv4BQdfeAYHy_gFCC94Bgib-AUI_3gGC0h9jAzf8w6O5nqbgNV0",
  // excited-high
  "vl0.TNOu0u1R9wB7Fl6xNq5EIgmvZKLUbUMThK9EFFeZWyUzKWQWuxRuR9o_XZi1pDu5iHVcKmLOWiv7JnSc-n5lHcUUOq6odlwvghRbEJAE",
  // calm-deep
  "vl0.JVqKpQzQAJCpf5SSB5ODA4egdBTYe50WdomTCXgvjKsJJpyMZ6FsHchaoo82XHwQm9k",
  // child
  "vl0.cLeJD3KS-rBp_3URhq1dIphUkoT524qGNilcFxYvVJg4YJwKyj59q8bNWhzZLXy99hpjnze3lRDFPw",
] as const;
