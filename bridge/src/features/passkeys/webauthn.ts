/** SimpleWebAuthn, read with the first ceremony: that takes a third of a second, which the start of the bridge is spared. */
export const webAuthn = async () => {
  const [server, helpers] = await Promise.all([
    import('@simplewebauthn/server'),
    import('@simplewebauthn/server/helpers'),
  ]);
  return { ...server, ...helpers };
};

export type WebAuthn = Awaited<ReturnType<typeof webAuthn>>;
