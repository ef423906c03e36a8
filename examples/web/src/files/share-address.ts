/** The address that shows a stone to anybody: the page's own, without language or mode, and the code behind the `#`, which browsers send nowhere. */
export function shareAddress(page: string, code: string): string {
  const address = new URL(page);
  address.search = "";
  address.hash = code;
  return address.href;
}
