/** Like Promise.all, but does not let go before every part has settled, so that nothing is still being started. */
export async function allOrFirstFault<Parts extends readonly unknown[]>(parts: {
  [Key in keyof Parts]: Promise<Parts[Key]>;
}): Promise<Parts> {
  const settled = await Promise.allSettled(parts);
  const fault = settled.find((result) => result.status === 'rejected');
  if (fault !== undefined) throw fault.reason;
  return settled.map((result) => (result.status === 'fulfilled' ? result.value : undefined)) as unknown as Parts;
}
