/** Name space of the core specification. */
export const CORE_NAMESPACE = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02";
/** Name space of the materials and properties extension, which holds colours. */
export const MATERIALS_NAMESPACE = "http://schemas.microsoft.com/3dmanufacturing/material/2015/02";
/** Name space of the production extension, which lets objects stand in parts of their own. */
export const PRODUCTION_NAMESPACE = "http://schemas.microsoft.com/3dmanufacturing/production/2015/06";
/** Name space of the triangle sets, which say nothing of shape or colour. */
export const TRIANGLE_SETS_NAMESPACE = "http://schemas.microsoft.com/3dmanufacturing/trianglesets/2021/07";
/** Name space of what we keep with a solid: code, provenance, check sums. */
export const VOCALITH_NAMESPACE = "urn:vocalith:metadata";
/** The prefix that our metadata have, in files and in what the reader gives. */
export const VOCALITH_PREFIX = "vocalith";

/** Metadata names that the core specification defines (table 3-1); all others stand in a name space. */
export const WELL_KNOWN_METADATA: ReadonlySet<string> = new Set([
  "Title",
  "Designer",
  "Description",
  "Copyright",
  "LicenseTerms",
  "Rating",
  "CreationDate",
  "ModificationDate",
  "Application",
]);

export const START_PART_TYPE = "http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel";
export const PRINT_TICKET_TYPE = "http://schemas.microsoft.com/3dmanufacturing/2013/01/printticket";
export const THUMBNAIL_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail";

export const RELATIONSHIPS_CONTENT = "application/vnd.openxmlformats-package.relationships+xml";
export const MODEL_CONTENT = "application/vnd.ms-package.3dmanufacturing-3dmodel+xml";

export const CONTENT_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types";
export const RELATIONSHIPS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships";
