import type { ComponentChildren } from 'preact';

/** A link that came with the data: only to the web, and without telling it where from. */
export function Outside({ href, children }: { href: string | null | undefined; children: ComponentChildren }) {
  if (!href || !/^https?:\/\//i.test(href)) return <bdi>{children}</bdi>;
  return <a href={href} rel="external noopener noreferrer"><bdi>{children}</bdi></a>;
}
