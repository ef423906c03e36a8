/** The stones that turn while nobody speaks: synthetic voices of `fixtures/voices`, from calm to excited and from a man to a bird. */
export const ATTRACT_CODES = [
  // calm-high
  "vl0.TvYyRVLICAybpAK38dFBflwFqFooeHFkCyl-Sct9Gp4Yukr-aJqAk-0",
  // laughter
  "vl0.SkPULkrF6gnT1IHJrUwuioxD9-VDUm5UFlXdMqnSXDvbfcnUfpQ-VqTB90HTENu-",
  // bird
  "vl0.vfxERERCDQ1jm4JrfNA1x80FCHpAaPdGBvv0UHX3RgfL9FCC90YIm_RQj_dGC0h6QM3_Bo7mejgx_w",
  // excited-high
  "vl0.TM67S7VH0AexVrE2rUIgmtyi1G0xOErUFFeZMlMynBa7FeR9o92YtaU7mIdcKmLNIr-yXJz6fdHcUVKuqHVC-CFbEAju",
  // calm-deep
  "vl0.JWoqlDNACQqX5JIHkjA4ehwU2HpRZ2ijCXguSrCSZIxnocHchaqPNl3Bllw",
  // child
  "vl0.cN4kPcpL6waf3RGGrdIphWKE-d4oY2KUFxYtSYOGJArKPdq8bNoc2S3L32Gbnze2UeEJ",
] as const;
