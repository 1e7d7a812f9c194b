/**
 * Adds an item to a list if a check of the construct passes with it. Otherwise the list is as before, so that callers may catch the error.
 *
 * @param check Throws if the construct is invalid with the item.
 */
export function addChecked<T>(list: T[], item: T, check: () => void): void {
  list.push(item);
  try {
    check();
  } catch (error) {
    list.pop();
    throw error;
  }
}
