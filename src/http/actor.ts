import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { holds, type Official } from '../policy/actor.js';
import type { Duty } from '../policy/terms.js';
import { MARKS, marked } from './described.js';
import { Refused } from './refused.js';
import { Sessions, type Visitor } from './sessions.js';

const PUBLIC = 'renxuan:public';
const DUTIES = 'renxuan:duties';
const GIVEN_PASSWORD = 'renxuan:given-password';

/** This route needs no login. Every route without it does: default deny. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), marked(MARKS.public, true));

/** Only officials who hold one of these duties somewhere; what they may do to which thing, the command decides. */
export const For = (...duties: Duty[]) => SetMetadata(DUTIES, duties);

/** Also for officials who have still to change the password that somebody else gave them. */
export const EvenWithGivenPassword = () => SetMetadata(GIVEN_PASSWORD, true);

interface Identified extends FastifyRequest {
  visitor?: Visitor;
}

/** Behind https the cookie's name makes browsers refuse one that a neighbouring host or plain http has set. */
export abstract class CookieSettings {
  abstract readonly secure: boolean;
  abstract readonly name: string;
  static from = ({ secureCookies: secure }: Config): CookieSettings => ({
    secure,
    name: secure ? '__Host-renxuan_session' : 'renxuan_session',
  });
}

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Finds out who asks, for every route: a guard, never middleware, so that no spelling of a path goes round it. */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    private readonly sessions: Sessions,
    private readonly reflector: Reflector,
    private readonly cookies: CookieSettings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, targets)) return true;
    const request = context.switchToHttp().getRequest<Identified>();
    const token = tokenOf(request, this.cookies.name);
    const visitor = token === undefined ? undefined : await this.sessions.whose(token);
    if (!visitor) throw Refused.because('unauthenticated');
    const evenSo = this.reflector.getAllAndOverride<boolean | undefined>(GIVEN_PASSWORD, targets) === true;
    if (visitor.passwordGiven && !evenSo) throw Refused.because('password_to_be_changed');
    const duties = this.reflector.getAllAndOverride<Duty[] | undefined>(DUTIES, targets);
    if (duties && !duties.some((duty) => holds(visitor.official, duty)))
      throw Refused.because('not_your_duty', { duties });
    request.visitor = visitor;
    return true;
  }
}

/** The token of a program, or of a browser's cookie; a cookie counts for changes only when this site itself asks. */
function tokenOf(request: FastifyRequest, cookieName: string): string | undefined {
  const [, bearer] = /^Bearer ([A-Za-z0-9_-]{20,200})$/i.exec(request.headers.authorization ?? '') ?? [];
  if (bearer) return bearer;
  const cookies = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const cookie = cookies.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
  if (cookie && !SAFE_METHODS.includes(request.method) && !fromThisSite(request))
    throw Refused.because('cross_site_request');
  return cookie;
}

/** Fetch Metadata (OWASP CSRF cheat sheet); a browser without it must at least name this host as origin. */
export function fromThisSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  return origin === undefined || origin.replace(/^https?:\/\//, '') === request.headers.host;
}

/** Who asks, and by which login or token. */
export const Visiting = createParamDecorator((_: unknown, context: ExecutionContext): Visitor => visitorOf(context));

/** The official who asks. */
export const Acting = createParamDecorator(
  (_: unknown, context: ExecutionContext): Official => visitorOf(context).official,
);

/** Who asks; undefined on a route for everybody, which does not look. */
export const visitorIn = (context: ExecutionContext): Visitor | undefined =>
  context.switchToHttp().getRequest<Identified>().visitor;

function visitorOf(context: ExecutionContext): Visitor {
  const visitor = visitorIn(context);
  if (!visitor) throw Refused.because('unauthenticated');
  return visitor;
}
